/** Every code of a problem, and what it means. A problem with a code that is not here is not described. */
export const PROBLEM_CODES = {
  'already-theirs': 'the rep has this lead already',
  'body-too-large': 'the body is larger than this route takes',
  'call-id-missing': 'the event does not say which call it is about',
  'captcha-required': 'a captcha has to be passed; what its widget says goes into the field `smart-token`',
  'content-type-not-supported': 'send JSON, urlencoded or multipart',
  'crm-unavailable': 'the card could not be read in the CRM just now',
  'data-not-an-object': 'the member with the data is no JSON object',
  'document-too-large': 'a document has at most 128 KB',
  'empty-body': 'there is no body',
  'erasure-not-found': 'there is no such erasure',
  'event-missing': 'the event has no name',
  'faulty-document': 'the document has faults, each named with its line; nothing was changed',
  'field-name-not-allowed': 'a field has a name nobody honest uses',
  'field-too-long': 'a field is too long to be an honest one',
  'file-not-accepted': 'files cannot be sent',
  'idempotency-key-malformed': 'a key has 1 to 255 visible ASCII characters',
  'idempotency-key-reused': 'the same key came before with another submission',
  'internal-error': 'a fault of ours; `detail` names the request for the log',
  'invalid-answer': '`accept` or `decline`, and a reason of at most 200 characters',
  'invalid-base': 'the version an edit began from is a number: `If-Match: "3"`, or `?base=3`',
  'invalid-body': 'the body is not what is wanted; `errors` or `detail` say what is',
  'invalid-fields': 'fields are wrong or missing, each with a sentence for whoever typed it',
  'invalid-parameters': 'a parameter is not what is wanted; `errors` or `detail` say which',
  'cannot-be-simulated': 'the source or a field of the submission does not exist',
  'lead-id-missing': 'the event does not say which lead it is about',
  'lead-not-found': 'there is no lead of this id',
  'malformed-json': 'the body is no JSON',
  'malformed-multipart': 'the body is no multipart',
  'malformed-xml': 'the body is no XML',
  'method-not-allowed': 'the route has other methods, named by `Allow`',
  'no-team': 'no team has been published yet',
  'no-trial': 'no trial of a draft was ever started',
  'not-a-call': 'the event is not about a call',
  'not-a-call-record': 'the body is no call detail record',
  'not-a-call-summary': 'the body is no summary of a call',
  'not-a-contact-event': 'the event is not about a contact',
  'not-a-duplicate': 'the lead is nobody’s duplicate, so nothing is to be parted',
  'not-a-form-response': 'the event is no response to a form',
  'not-a-form-submission': 'the event is no submission of a form',
  'not-a-jotform-submission': 'the body is no submission of JotForm',
  'not-a-lead': 'the event is not about a lead',
  'not-a-lead-form': 'the event is not about a lead form',
  'not-a-leadgen-change': 'the event is not about a lead form',
  'not-a-list-of-events': 'the body is no list of events',
  'not-a-quiz': 'the body is no answers to a quiz',
  'not-an-event': 'the body is no event of this provider',
  'not-an-object': 'the body is no JSON object',
  'not-assignable': 'a lead that is rejected, closed or a duplicate goes to nobody',
  'not-genuine': 'the signature, token or address does not prove the sender; nothing was kept',
  'not-handed-over': 'no rep ever had this lead, so its client has nothing to rate',
  'note-too-long': 'a note has at most 200 characters',
  'offer-not-found': 'the link is nobody’s, or the lead never had this offer',
  'origin-not-allowed': 'pages of this origin may not post to the source',
  'rep-full': 'the rep has as many leads as they may',
  'rep-not-active': 'the settings give the rep no leads',
  'rep-not-found': 'the team has no such rep',
  'replay-not-found': 'there is no such replay, or it is more than a week old',
  'report-not-found': 'there is no such report',
  superseded: 'another version came into force since; read it and edit again',
  'too-deep': 'the JSON is nested too deeply',
  'too-many-fields': 'there are more fields than an honest form has',
  'too-many-requests': 'come again after the seconds of `Retry-After`',
  unauthorized: 'the bearer token is missing or wrong',
  'unknown-destination': 'the settings have no such destination, or it takes no events',
  'unknown-document': 'there are `sources`, `policy`, `team` and `destinations`',
  'unknown-lead': 'there is no lead of this id',
  'unknown-rep': 'the team has no such rep',
  'unknown-source': 'the settings have no such source',
  'version-not-found': 'there is no such version',
} as const;

export type ProblemCode = keyof typeof PROBLEM_CODES;

/** Statuses and codes of a body that nobody can read, in JSON. */
export const UNREADABLE_JSON = {
  400: ['empty-body', 'malformed-json'],
  413: ['body-too-large'],
  422: ['too-deep', 'too-many-fields', 'field-name-not-allowed'],
} as const satisfies Readonly<Record<number, readonly ProblemCode[]>>;

/** The same where forms are read as well. */
export const UNREADABLE_FORM = {
  400: [...UNREADABLE_JSON[400], 'malformed-multipart'],
  413: UNREADABLE_JSON[413],
  415: ['content-type-not-supported', 'file-not-accepted'],
  422: [...UNREADABLE_JSON[422], 'field-too-long'],
} as const satisfies Readonly<Record<number, readonly ProblemCode[]>>;

type Problems = Readonly<Record<number, readonly ProblemCode[]>>;

/** The problems of a route together, status by status. */
export function together(...all: readonly Problems[]): Problems {
  const statuses = [...new Set(all.flatMap((one) => Object.keys(one)))].map(Number);
  return Object.fromEntries(
    statuses.map((status) => [status, [...new Set(all.flatMap((one) => one[status] ?? []))]]),
  );
}
