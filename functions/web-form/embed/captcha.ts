import type { Language } from '#shared/domain/language.ts';
import type { FormSchema } from '../form-schema.ts';
import { warn } from './guard.ts';
import type { CaptchaDesk } from './sender.ts';

/** Content blockers stop captchas too. A visitor does not wait longer for one; the server decides without. */
const LOAD_LIMIT_MS = 3_000;
const LOOK_EVERY_MS = 50;

type AskedCaptcha = NonNullable<FormSchema['captcha']>;

/** What we use of Yandex SmartCaptcha (yandex.cloud/en/docs/smartcaptcha/concepts/widget-methods). */
interface SmartCaptcha {
  render(
    container: HTMLElement,
    parameters: {
      readonly sitekey: string;
      readonly hl: string;
      readonly callback: (token: string) => void;
    },
  ): number;
  subscribe(widget: number, event: string, listener: () => void): () => void;
  reset(widget?: number): void;
}

declare global {
  interface Window {
    smartCaptcha?: SmartCaptcha;
  }
}

/** Yandex SmartCaptcha, loaded when the first proof is wanted and not before. */
export class SmartCaptchaDesk implements CaptchaDesk {
  readonly always: boolean;
  private readonly siteKey: string;
  private readonly script: string;
  private readonly box: HTMLElement;
  private readonly language: Language;
  private widget: number | undefined;
  private token: string | undefined;
  private listeners: ((token: string | undefined) => void)[] = [];

  constructor({ siteKey, when, script }: AskedCaptcha, box: HTMLElement, language: Language) {
    this.always = when === 'always';
    this.siteKey = siteKey;
    this.script = script;
    this.box = box;
    this.language = language;
  }

  async prove(onAsk: () => void): Promise<string | undefined> {
    if (this.token !== undefined) return this.token;
    const captcha = await loadSmartCaptcha(this.script);
    if (captcha === undefined) return undefined;
    const proof = new Promise<string | undefined>((resolve) => this.listeners.push(resolve));
    try {
      this.show(captcha);
      onAsk();
    } catch (error) {
      warn(error);
      this.solve(undefined);
    }
    return proof;
  }

  forget(): void {
    if (this.widget === undefined) return;
    this.token = undefined;
    this.box.hidden = true;
    window.smartCaptcha?.reset(this.widget);
  }

  private show(captcha: SmartCaptcha): void {
    this.box.hidden = false;
    if (this.widget !== undefined) return;
    const callback = (token: string) => this.solve(token);
    const widget = captcha.render(this.box, { sitekey: this.siteKey, hl: this.language, callback });
    this.widget = widget;
    captcha.subscribe(widget, 'token-expired', () => (this.token = undefined));
    captcha.subscribe(widget, 'network-error', () => this.solve(undefined));
    captcha.subscribe(widget, 'javascript-error', () => this.solve(undefined));
  }

  private solve(token: string | undefined): void {
    this.token = token;
    for (const resolve of this.listeners.splice(0)) resolve(token);
  }
}

/** Undefined when it cannot be had in time. Another form of the page may be loading it already. */
function loadSmartCaptcha(url: string): Promise<SmartCaptcha | undefined> {
  return new Promise((resolve) => {
    const startedAt = Date.now();
    const settle = () => {
      clearInterval(timer);
      resolve(window.smartCaptcha);
    };
    const timer = setInterval(() => {
      if (window.smartCaptcha !== undefined || Date.now() - startedAt > LOAD_LIMIT_MS) settle();
    }, LOOK_EVERY_MS);
    if ([...document.scripts].some(({ src }) => src.startsWith(url))) return;
    const script = document.createElement('script');
    script.src = url;
    // A script that failed is taken away, so that the next attempt asks for it again.
    script.onerror = () => {
      script.remove();
      settle();
    };
    document.head.append(script);
  });
}
