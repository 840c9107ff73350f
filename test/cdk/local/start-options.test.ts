import { describe, expect, it } from 'vitest';
import { parseStartOptions } from '#cdk/local/start-options.ts';

describe('the options of npm start', () => {
  it('need not be given', () => {
    expect(parseStartOptions([], {})).toEqual({
      port: 8787,
      dataFolder: '.lead-relay',
      settingsFolder: undefined,
      dynamodb: undefined,
      reset: false,
      help: false,
    });
  });

  it('are taken from the command line', () => {
    const args = ['--port', '0', '--data', 'd', '--settings', 's', '--dynamodb', 'http://t', '--reset'];

    expect(parseStartOptions(args, { AWS_ENDPOINT_URL_DYNAMODB: 'http://other' })).toMatchObject({
      ...{ port: 0, dataFolder: 'd', settingsFolder: 's', dynamodb: 'http://t', reset: true },
    });
  });

  it('know another DynamoDB from the environment', () => {
    expect(parseStartOptions([], { AWS_ENDPOINT_URL_DYNAMODB: 'http://t' }).dynamodb).toBe('http://t');
  });

  it.each(['x', '-1', '70000', '80.5'])('refuse %s as a port', (port) => {
    expect(() => parseStartOptions([`--port=${port}`], {})).toThrow('--port');
  });
});
