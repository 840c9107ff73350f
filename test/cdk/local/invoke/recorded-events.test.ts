import { describe, expect, it } from 'vitest';
import {
  describeEvents,
  findEvent,
  listEvents,
  readRecordedEvent,
} from '#cdk/local/invoke/recorded-events.ts';

const events = await listEvents();

describe('the recorded events', () => {
  it('are found by function and name, with or without .json', () => {
    expect(findEvent(events, 'web-form', 'valid.json')).toBe('valid.json');
    expect(findEvent(events, 'web-form', 'valid')).toBe('valid.json');
    expect(findEvent(events, 'web-form', 'nothing')).toBeUndefined();
    expect(findEvent(events, 'nobody', 'valid')).toBeUndefined();
    expect(findEvent(events, undefined, undefined)).toBeUndefined();
  });

  it('are listed below their function', () => {
    expect(describeEvents(events)).toMatch(/^ {2}web-form\n( {4}\S+\n)* {4}valid\.json$/m);
  });

  it('are requests, or for a function alone', async () => {
    expect((await readRecordedEvent('web-form', 'valid.json')).kind).toBe('http');
    expect((await readRecordedEvent('sweeper', 'tick.json')).kind).toBe('other');
    expect((await readRecordedEvent('assignment', 'lead-qualified.json')).kind).toBe('other');
  });
});
