/** One field as it was sent, under the name its sender gave it: `lead[phone]`, `Ваш ИНН`. */
export interface FormEntry {
  readonly name: string;
  readonly text: string;
}
