import { parseInn, splitInnKpp, type Inn } from '#shared/domain/inn.ts';
import { askJson } from './ask-json.ts';

/** A pause in typing; the first ten digits of a sole trader's twelve are sometimes a company's number too. */
const PAUSE_MS = 350;

/**
 * Says which company an INN belongs to, so that the visitor sees it is the right one.
 *
 * Only numbers whose checksum is right are asked about, each once. It is a courtesy: no answer is no trouble.
 */
export class CompanyName {
  private readonly url: string;
  private readonly show: (name: string) => void;
  private readonly known = new Map<Inn, Promise<string>>();
  private wanted: Inn | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string, show: (name: string) => void) {
    this.url = url;
    this.show = show;
  }

  /** To be told whenever the field changes. */
  follow(typed: string): void {
    const inn = parseTyped(typed);
    if (inn === this.wanted) return;
    this.wanted = inn;
    clearTimeout(this.timer);
    this.show('');
    if (inn !== undefined) this.timer = setTimeout(() => void this.find(inn), PAUSE_MS);
  }

  private async find(inn: Inn): Promise<void> {
    const asked = this.known.get(inn) ?? this.ask(inn);
    this.known.set(inn, asked);
    const name = await asked;
    if (inn === this.wanted) this.show(name);
  }

  private async ask(inn: Inn): Promise<string> {
    const company = (await askJson(`${this.url}?inn=${inn}`)) as { readonly name?: unknown } | undefined;
    return typeof company?.name === 'string' ? company.name : '';
  }
}

/** Undefined also in a browser too old for our way of reading it. */
function parseTyped(typed: string): Inn | undefined {
  try {
    return parseInn(splitInnKpp(typed).inn);
  } catch {
    return undefined;
  }
}
