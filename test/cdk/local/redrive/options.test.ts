import { describe, expect, it } from 'vitest';
import { parseRedriveCommand } from '#cdk/local/redrive/options.ts';

const FROM = 'https://sqs.eu-central-1.amazonaws.com/1/dead';
const TO = 'https://sqs.eu-central-1.amazonaws.com/1/work';

describe('the redrive command', () => {
  it('means every queue of the system on this machine, unless it is told otherwise', () => {
    expect(parseRedriveCommand([])).toEqual({
      place: 'local',
      url: 'http://127.0.0.1:8787',
      queue: undefined,
      max: undefined,
    });
    expect(parseRedriveCommand(['handoffs', '--max', '5', '--port', '9000'])).toEqual({
      place: 'local',
      url: 'http://127.0.0.1:9000',
      queue: 'handoffs',
      max: 5,
    });
  });

  it('reaches a stack, or two queues', () => {
    expect(parseRedriveCommand(['--stack', 'LeadRelay-production', 'checks'])).toEqual({
      place: 'stack',
      stack: 'LeadRelay-production',
      queue: 'checks',
      max: undefined,
    });
    expect(parseRedriveCommand(['--from', FROM, '--to', TO])).toEqual({
      place: 'queues',
      from: FROM,
      to: TO,
      max: undefined,
    });
  });

  it.each([
    [['--max', '0']],
    [['--max', 'all']],
    [['--port', 'x']],
    [['--from', FROM]],
    [['--from', FROM, '--to', 'work']],
    [['--from', FROM, '--to', TO, 'handoffs']],
    [['assignments', 'handoffs']],
    [['--everything']],
  ])('refuses %j', (args) => {
    expect(() => parseRedriveCommand(args)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^ERR_PARSE_ARGS/) }),
    );
  });
});
