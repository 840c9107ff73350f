import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { webFormHandler } from '#functions/web-form/handler.ts';
import type { Captcha } from '#shared/ports/captcha.ts';
import type { Source } from '#shared/domain/source.ts';
import type { LeadRepository } from '#shared/ports/lead-repository.ts';
import type { Settings } from '#shared/ports/settings.ts';
import { aSource } from '#test/support/a-source.ts';
import { expectDescribed } from '#test/support/described.ts';
import { readEvent } from '#test/support/events.ts';
import { demoSettings, InMemorySettings } from '#test/support/in-memory-settings.ts';
import { found, intakeWorld, type IntakeWorld } from '#test/support/intake-world.ts';
import { aContext } from '#test/support/lambda.ts';
import { NO_CAPTCHA } from '#test/support/no-captcha.ts';
import { recordingTools, type RecordingTools } from '#test/support/recording-tools.ts';

export const SETTINGS = await demoSettings();
export const VALID = await readEvent('web-form/valid.json');

export interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

export interface FormWorld extends IntakeWorld {
  readonly tools: RecordingTools;
  send(event: APIGatewayProxyEventV2): Promise<Answer>;
}

export interface FormWorldOptions {
  readonly settings?: Settings;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly captcha?: Captcha;
  /** What of the leads does not work. */
  readonly broken?: Partial<LeadRepository>;
}

/** The web form in memory, with a registry that knows the companies of the recorded events. */
export function formWorld({
  settings = SETTINGS,
  secrets = {},
  captcha = NO_CAPTCHA,
  broken = {},
}: FormWorldOptions = {}): FormWorld {
  const tools = recordingTools();
  const world = intakeWorld(settings, async (inn) => found(inn, COMPANIES[inn]), secrets);
  const handler = webFormHandler({
    ...world,
    ...tools,
    captcha,
    leads: Object.assign(world.leads, broken),
    settings: new InMemorySettings(settings),
  });
  const send = async (event: APIGatewayProxyEventV2) => {
    const answer = await handler(event, aContext('web-form'));
    expectDescribed(event.requestContext.http.method, event.rawPath, answer);
    const { statusCode, headers = {}, body = '' } = answer;
    return { status: statusCode, headers, body, json: parse(body) };
  };
  return { ...world, tools, send };
}

/** A web form whose one source is our own form with these settings. */
export function formWorldWith(source: Partial<Source>, options: FormWorldOptions = {}): FormWorld {
  const sources = { version: 1, sources: [aSource(source)] };
  return formWorld({ ...options, settings: { ...SETTINGS, sources } });
}

const COMPANIES: Readonly<Record<string, Parameters<typeof found>[1]>> = {
  '5099543210': { status: 'liquidated' },
  '7799777779': { region: 'RU-IRK' },
};

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

export interface Change {
  readonly method?: string;
  readonly query?: string;
  readonly source?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  /** Fields to put over the valid ones, or another body altogether. */
  readonly body?: string | Buffer | Readonly<Record<string, unknown>>;
}

/** The valid submission, with something else about it. */
export function changed({
  method = 'POST',
  source = 'html',
  path = '',
  query = '',
  headers = {},
  body = {},
}: Change) {
  const { http } = VALID.requestContext;
  return {
    ...VALID,
    ...toBody(body),
    rawPath: `/v1/forms/${source}${path}`,
    rawQueryString: query,
    pathParameters: { source },
    headers: Object.fromEntries(
      Object.entries({ ...VALID.headers, ...headers }).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
    requestContext: { ...VALID.requestContext, http: { ...http, method } },
  };
}

function toBody(body: NonNullable<Change['body']>): { body: string; isBase64Encoded: boolean } {
  if (Buffer.isBuffer(body)) return { body: body.toString('base64'), isBase64Encoded: true };
  if (typeof body === 'string') return { body, isBase64Encoded: false };
  const valid: object = JSON.parse(VALID.body ?? '{}');
  return { body: JSON.stringify({ ...valid, ...body }), isBase64Encoded: false };
}
