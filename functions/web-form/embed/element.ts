type Attributes = Readonly<Record<string, string | undefined>>;

/** An element with its attributes and content. Texts are only ever texts: nothing is read as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes,
  ...content: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(name, value);
  }
  made.append(...content);
  return made;
}

/** A text whose web addresses can be followed, as in «… по правилам https://example.ru/privacy». */
export function linked(text: string): (Node | string)[] {
  return text
    .split(/(https?:\/\/[^\s<>«»"]*[^\s<>«»".,;:!?)])/)
    .map((part, position) =>
      position % 2 === 1 ? element('a', { href: part, target: '_blank', rel: 'noopener' }, part) : part,
    );
}
