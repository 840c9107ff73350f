/** A request as a pretend outside system sees it. */
export interface StandInRequest {
  readonly method: string;
  /** Below the stand-in's own root, without the query. */
  readonly path: string;
  readonly query?: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

export interface StandInAnswer {
  readonly status: number;
  readonly body: string;
  readonly contentType: string;
}

/** A pretend outside system: it speaks the real one's protocol and remembers what it was told. */
export interface StandIn {
  /** Said in the `x-stand-in` header of every answer, so that nobody takes it for the real one. */
  readonly name: string;
  answer(request: StandInRequest): StandInAnswer;
  /** What a person sees of it, whatever trouble programs have with it; undefined for any other address. */
  page?(request: StandInRequest): Promise<StandInAnswer | undefined>;
  /** Whether a request only looks before another one acts; an answer is lost after the acting one. */
  onlyLooks(request: StandInRequest): boolean;
  /** How the real one says that it will not: its own body for a status. */
  refuse(status: number): StandInAnswer;
}

export function json(status: number, content: unknown): StandInAnswer {
  return { status, body: JSON.stringify(content), contentType: 'application/json; charset=utf-8' };
}

export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const content: unknown = JSON.parse(text);
    return isObject(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
