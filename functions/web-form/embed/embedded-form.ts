import type { Language } from '#shared/domain/language.ts';
import type { FieldName } from '#shared/domain/source.ts';
import type { FormSchema } from '../form-schema.ts';
import { SmartCaptchaDesk } from './captcha.ts';
import { CompanyName } from './company.ts';
import type { DraftStore, SubmissionBody, Texts } from './draft.ts';
import { FaultWords } from './fault-texts.ts';
import { drawForm, drawThanks, type FormView } from './form-view.ts';
import { guard } from './guard.ts';
import { postSubmission, type Fault } from './post.ts';
import { Sender, type Progress } from './sender.ts';
import { WORDS, type Words } from './texts.ts';
import { findComplaints, placeOf } from './validate.ts';

export interface EmbeddedFormTools {
  /** Address of the server, with a slash behind. */
  readonly base: string;
  readonly language: Language;
  readonly drafts: DraftStore;
  /** Where the visit came from. */
  readonly attribution: Texts;
  /** What the element ids of this form begin with. */
  readonly prefix: string;
  readonly theme: string | undefined;
}

/** One form in a page, from the first key pressed to the thanks. */
export class EmbeddedForm {
  private readonly schema: FormSchema;
  private readonly tools: EmbeddedFormTools;
  private readonly words: Words;
  private readonly view: FormView;
  private readonly sender: Sender;
  private readonly company: CompanyName;
  private readonly faults: FaultWords;
  private readonly url: string;
  /** Fields the visitor has been through: only about those they are told while typing. */
  private readonly visited = new Set<FieldName>();

  constructor(schema: FormSchema, tools: EmbeddedFormTools) {
    this.schema = schema;
    this.tools = tools;
    this.words = WORDS[tools.language];
    this.url = formUrl(tools.base, schema.source);
    this.faults = new FaultWords(tools.base, tools.language, this.words.checkField);
    this.view = drawForm(schema, tools.language, tools.prefix);
    if (tools.theme !== undefined) this.view.form.dataset['theme'] = tools.theme;
    this.company = new CompanyName(`${this.url}/company`, (name) => this.view.fields.get('inn')?.hint(name));
    this.sender = this.makeSender();
    this.listen();
  }

  get root(): HTMLElement {
    return this.view.form;
  }

  /** Puts back what was typed before the page was left, and sends what was to be sent. */
  start(): void {
    const draft = this.tools.drafts.read();
    if (draft === undefined) return;
    this.view.fill(draft.fields);
    this.followInn();
    if (draft.pending !== undefined) return guard(() => this.sender.resume());
    this.view.remark(this.words.restored, this.words.clear, () => guard(() => this.startAnew()));
  }

  private makeSender(): Sender {
    const { drafts, language } = this.tools;
    const { captcha } = this.schema;
    return new Sender({
      drafts,
      captcha: captcha && new SmartCaptchaDesk(captcha, this.view.captchaBox, language),
      post: (body, key) => postSubmission(this.url, body, key, language),
      later: (work, delayMs) => {
        const timer = setTimeout(work, delayMs);
        return () => clearTimeout(timer);
      },
      random: Math.random,
      tell: (progress) => this.show(progress),
    });
  }

  private listen(): void {
    const { form, fields } = this.view;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      guard(() => this.submit());
    });
    form.addEventListener('focusin', () => guard(() => this.faults.load(() => this.complain())));
    form.addEventListener('input', () => guard(() => this.change()));
    for (const [name, { control }] of fields) {
      control.addEventListener('blur', () => guard(() => this.leave(name)));
    }
    window.addEventListener('online', () => guard(() => this.sender.resume()));
  }

  private change(): void {
    this.sender.withdraw();
    this.keep();
    this.followInn();
    this.complain();
    if (!this.sender.isPosting) this.invite('');
    this.view.unremark();
  }

  /** An empty field is no mistake yet: somebody may only be passing by. */
  private leave(name: FieldName): void {
    const typed = this.view.typed()[name] ?? '';
    if (typed.trim() !== '') this.visited.add(name);
    this.complain();
  }

  private async submit(): Promise<void> {
    if (this.sender.isPosting) return;
    for (const name of this.view.fields.keys()) this.visited.add(name);
    this.complain();
    const typed = this.view.typed();
    const complaints = findComplaints(typed, this.schema, this.faults.texts);
    if (complaints.size > 0) return this.pointOut(complaints.keys());
    await this.sender.send(withoutConsent(typed), this.toBody(typed));
  }

  private toBody(typed: Texts): SubmissionBody {
    const { shown } = this.schema;
    const filled = Object.entries(withoutConsent(typed)).filter(([, text]) => text.trim() !== '');
    return {
      ...this.tools.attribution,
      page: location.href,
      ...Object.fromEntries(filled),
      ...(typed['consent'] !== undefined && { consent: true }),
      website: this.view.trap.value,
      ...(shown !== undefined && { _shown: shown }),
    };
  }

  private complain(): void {
    const complaints = findComplaints(this.view.typed(), this.schema, this.faults.texts);
    for (const [name, field] of this.view.fields) {
      field.complain(this.visited.has(name) ? (complaints.get(name) ?? '') : '');
    }
  }

  private pointOut(names: Iterable<FieldName>): void {
    const wrong = new Set(names);
    const first = [...this.view.fields].find(([name]) => wrong.has(name));
    this.invite(this.words.check);
    first?.[1].control.focus();
  }

  private followInn(): void {
    const inn = this.view.fields.get('inn');
    if (inn !== undefined) this.company.follow(inn.control.value);
  }

  private keep(): void {
    this.tools.drafts.keepFields(withoutConsent(this.view.typed()));
  }

  private show(progress: Progress): void {
    const words = this.words;
    switch (progress.step) {
      case 'sending':
        this.view.say(words.sending, 'note');
        return this.view.label(words.sending, 'busy');
      case 'asking-captcha':
        this.view.label(words.send, 'idle');
        return this.view.say(words.robot, 'note');
      case 'sent':
        return this.thank(progress.leadId);
      case 'faulty':
        return this.showFaults(progress.errors);
      case 'waiting':
        this.view.label(words.sendNow, 'idle');
        return this.view.say(words.waiting, 'alarm');
      case 'limited':
        this.view.label(words.sendNow, 'idle');
        return this.view.say(`${words.limited} ${progress.afterSeconds} ${words.seconds}`, 'alarm');
      case 'captcha-failed':
        return this.invite(words.noRobotTest);
      case 'refused':
        return this.invite(words.refused);
    }
  }

  /** Ready to be sent; `trouble` says why it was not. */
  private invite(trouble: string): void {
    this.view.label(this.words.send, 'idle');
    this.view.say(trouble, 'alarm');
  }

  private showFaults(errors: readonly Fault[]): void {
    const placed: FieldName[] = [];
    const elsewhere: string[] = [];
    for (const { field, message } of errors) {
      const place = placeOf(field, this.schema);
      if (place === undefined) elsewhere.push(message);
      else {
        placed.push(place);
        this.view.fields.get(place)?.complain(message);
      }
    }
    this.pointOut(placed);
    if (elsewhere.length > 0) this.view.say(elsewhere.join(' '), 'alarm');
  }

  private thank(leadId: string | undefined): void {
    const { form } = this.view;
    const hadFocus = form.contains(document.activeElement);
    const thanks = drawThanks(this.tools.language, () => {
      thanks.replaceWith(form);
      this.startAnew();
    });
    if (this.tools.theme !== undefined) thanks.dataset['theme'] = this.tools.theme;
    form.replaceWith(thanks);
    if (hadFocus) thanks.focus();
    const detail = { leadId, source: this.schema.source };
    document.dispatchEvent(new CustomEvent('lr:sent', { detail }));
  }

  private startAnew(): void {
    this.sender.withdraw();
    this.tools.drafts.clear();
    this.view.fill({});
    this.visited.clear();
    this.complain();
    this.followInn();
    this.invite('');
    this.view.unremark();
    const [first] = this.view.fields.values();
    first?.control.focus();
  }
}

/** Where a source's form is posted; its other routes lie below. */
export function formUrl(base: string, source: string): string {
  return `${base}v1/forms/${encodeURIComponent(source)}`;
}

function withoutConsent({ consent: _consent, ...fields }: Texts): Texts {
  return fields;
}
