import type { FieldName } from '#shared/domain/source.ts';
import type { EmbedWords } from '../embed-words.ts';
import type { FormSchema } from '../form-schema.ts';
import { SmartCaptchaDesk } from './captcha.ts';
import { companyTeller } from './company.ts';
import type { DraftStore, SubmissionBody, Texts } from './draft.ts';
import type { Complaints } from './find-complaints.ts';
import { drawThanks, FormView } from './form-view.ts';
import { guard } from './guard.ts';
import { lazyChecks, type LazyChecks } from './load-checks.ts';
import { placeOf } from './place-of.ts';
import { postSubmission, type Fault } from './post.ts';
import { Sender, type Progress } from './sender.ts';

export interface EmbeddedFormTools {
  /** Address of the server, with a slash behind. */
  readonly base: string;
  readonly drafts: DraftStore;
  /** Where the visit came from. */
  readonly attribution: Texts;
  /** What the element ids of this form begin with. */
  readonly prefix: string;
  readonly theme: string | undefined;
  readonly nonce: string | undefined;
}

/** One form in a page, from the first key pressed to the thanks. */
export class EmbeddedForm {
  private readonly schema: FormSchema;
  private readonly tools: EmbeddedFormTools;
  private readonly words: EmbedWords;
  private readonly view: FormView;
  private readonly sender: Sender;
  private readonly followCompany: (inn: string | undefined) => void;
  private readonly checks: LazyChecks;
  /** Fields the visitor has been through: only about those they are told while typing. */
  private readonly visited = new Set<FieldName>();
  /** What the server found at fault, and said; it stands until something else is typed there. */
  private readonly serverSaid = new Map<
    FieldName,
    { readonly typed: string | undefined; readonly message: string }
  >();
  /** A complaint moves what is below it: while something is being pressed, the press would miss it. */
  private isPressed = false;

  constructor(schema: FormSchema, tools: EmbeddedFormTools) {
    const url = formUrl(tools.base, schema.source);
    this.schema = schema;
    this.tools = tools;
    this.words = schema.texts;
    this.view = new FormView(schema, tools.prefix);
    this.checks = lazyChecks(`${tools.base}embed-checks.js`, tools.nonce);
    this.followCompany = companyTeller(`${url}/company`, (name) => this.view.fields.get('inn')?.hint(name));
    this.sender = this.makeSender(url);
    this.listen();
  }

  /** The form, to be put into the page. */
  get root(): HTMLElement {
    return this.themed(this.view.form);
  }

  /** Puts back what was typed before the page was left, and sends what was to be sent. */
  start(): void {
    const draft = this.tools.drafts.read();
    if (draft === undefined) return;
    this.view.fill(draft.fields);
    this.followInn();
    if (draft.pending !== undefined) return guard(() => this.sender.resume());
    this.view.offer(this.words.restored, this.words.clear, () => guard(() => this.startAnew()));
  }

  private makeSender(url: string): Sender {
    const { captcha, language } = this.schema;
    return new Sender({
      drafts: this.tools.drafts,
      captcha: captcha && new SmartCaptchaDesk(captcha, this.view.captchaBox, language),
      post: (body, key) => postSubmission(url, body, key, language),
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
    form.addEventListener('focusin', () => guard(() => this.prepare()));
    form.addEventListener('input', () => guard(() => this.change()));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      guard(() => this.submit());
    });
    form.addEventListener('pointerdown', () => (this.isPressed = true));
    for (const event of ['pointerup', 'pointercancel']) {
      window.addEventListener(event, () => setTimeout(() => guard(() => this.release())));
    }
    for (const [name, { control }] of fields) {
      control.addEventListener('blur', () => guard(() => this.leave(name)));
    }
    window.addEventListener('online', () => guard(() => this.sender.resume()));
  }

  /** Somebody is about to fill it in. */
  private async prepare(): Promise<void> {
    await this.checks.load();
    this.followInn();
    this.complain();
  }

  private change(): void {
    this.sender.withdraw();
    this.tools.drafts.keepFields(withoutConsent(this.view.typed()));
    this.followInn();
    this.complain();
    this.view.takeOfferBack();
    if (!this.sender.isPosting) this.inviteAfter('');
  }

  /** An empty field is no mistake yet: somebody may only be passing by. */
  private leave(name: FieldName): void {
    if ((this.view.typed()[name] ?? '').trim() !== '') this.visited.add(name);
    this.complain();
  }

  private release(): void {
    if (!this.isPressed) return;
    this.isPressed = false;
    this.complain();
  }

  /** What waits to be sent is unchanged, or it would not wait: it was checked, and consent given, when it was first sent. */
  private async submit(): Promise<void> {
    if (this.sender.isPosting) return;
    if (this.tools.drafts.read()?.pending !== undefined) return this.sender.resume();
    for (const name of this.view.fields.keys()) this.visited.add(name);
    await this.checks.load();
    this.isPressed = false;
    const complaints = this.complain();
    if (complaints.size > 0) return this.pointOut(complaints.keys());
    const typed = this.view.typed();
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

  /** Says at the fields what is wrong with them, and answers with all that is wrong. */
  private complain(): Complaints {
    const typed = this.view.typed();
    const complaints = this.checks.findComplaints(typed, this.schema);
    for (const [name, field] of this.isPressed ? [] : this.view.fields) {
      const said = this.serverSaid.get(name);
      const standing = said?.typed === typed[name] ? said?.message : undefined;
      field.complain(this.visited.has(name) ? (complaints.get(name) ?? standing ?? '') : '');
    }
    return complaints;
  }

  /** Leads to the first of the fields at fault. */
  private pointOut(names: Iterable<FieldName>): void {
    const wrong = new Set(names);
    const first = [...this.view.fields].find(([name]) => wrong.has(name));
    this.inviteAfter(this.words.check);
    first?.[1].control.focus();
  }

  private followInn(): void {
    const inn = this.view.fields.get('inn');
    if (inn !== undefined) this.followCompany(this.checks.readInn(inn.control.value));
  }

  private show(progress: Progress): void {
    const { words, view } = this;
    switch (progress.step) {
      case 'sending':
        view.hold(words.sending);
        return view.tell('');
      case 'asking-captcha':
        view.invite(words.send);
        return view.tell(words.robot);
      case 'sent':
        return this.thank(progress.leadId);
      case 'faulty':
        return this.showFaults(progress.errors);
      case 'waiting':
        view.invite(words.sendNow);
        return view.tell(words.waiting);
      case 'limited':
        view.invite(words.sendNow);
        return view.tell(words.limited.replace('{seconds}', String(progress.afterSeconds)));
      case 'captcha-failed':
        return this.inviteAfter(words.noRobotTest);
      case 'refused':
        return this.inviteAfter(words.refused);
    }
  }

  /** Ready to be sent; `trouble` says why it was not. */
  private inviteAfter(trouble: string): void {
    this.view.invite(this.words.send);
    this.view.warn(trouble);
  }

  private showFaults(errors: readonly Fault[]): void {
    const typed = this.view.typed();
    const elsewhere: string[] = [];
    this.serverSaid.clear();
    for (const { field, message } of errors) {
      const place = placeOf(field, this.schema);
      if (place === undefined) elsewhere.push(message);
      else {
        this.visited.add(place);
        this.serverSaid.set(place, { typed: typed[place], message });
      }
    }
    this.complain();
    this.pointOut(this.serverSaid.keys());
    if (elsewhere.length > 0) this.view.warn(elsewhere.join(' '));
  }

  private thank(leadId: string | undefined): void {
    const { form } = this.view;
    const hadFocus = form.contains(document.activeElement);
    const thanks = drawThanks(this.schema, () => {
      thanks.replaceWith(form);
      this.startAnew();
    });
    form.replaceWith(this.themed(thanks));
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
    this.view.takeOfferBack();
    this.inviteAfter('');
    const [first] = this.view.fields.values();
    first?.control.focus();
  }

  private themed(root: HTMLElement): HTMLElement {
    const { theme } = this.tools;
    if (theme !== undefined) root.dataset['theme'] = theme;
    return root;
  }
}

/** Where a source's form is posted; its other routes lie below. */
export function formUrl(base: string, source: string): string {
  return `${base}v1/forms/${encodeURIComponent(source)}`;
}

function withoutConsent({ consent: _consent, ...fields }: Texts): Texts {
  return fields;
}
