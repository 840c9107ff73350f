/** CloudWatch's metric math, as far as our dashboards and alarms use it. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'list'; readonly parts: readonly Expression[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | {
      readonly kind: 'operation';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|([A-Za-z_]\w*)|(>=|<=|==|!=|[-+*/()[\],<>]))/y;

/** Operators from the loosest to the tightest. */
const LEVELS: readonly ReadonlySet<string>[] = [
  new Set(['>', '>=', '<', '<=', '==', '!=']),
  new Set(['+', '-']),
  new Set(['*', '/']),
];

interface Token {
  readonly kind: 'number' | 'text' | 'name' | 'sign';
  readonly text: string;
}

/** Throws a sentence where the expression is none, or one that is not understood here. */
export function parseExpression(text: string): Expression {
  const tokens = tokensOf(text);
  let at = 0;
  const expression = operation(0);
  if (at < tokens.length) throw new Error(`“${text}” goes on where it should end: ${tokens[at]?.text}`);
  return expression;

  function operation(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return operand();
    let left = operation(level + 1);
    for (let sign = next(); sign?.kind === 'sign' && operators.has(sign.text); sign = next()) {
      at += 1;
      left = { kind: 'operation', operator: sign.text, left, right: operation(level + 1) };
    }
    return left;
  }

  function operand(): Expression {
    const token = next();
    at += 1;
    if (token?.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token?.kind === 'text') return { kind: 'text', value: token.text };
    if (token?.kind === 'name') return isNext('(') ? call(token.text) : { kind: 'id', id: token.text };
    if (token?.text === '(') {
      const inner = operation(0);
      expect(')');
      return inner;
    }
    if (token?.text === '[') return { kind: 'list', parts: until(']') };
    throw new Error(`“${text}” has no operand at ${token?.text ?? 'its end'}.`);
  }

  function call(name: string): Expression {
    expect('(');
    return { kind: 'call', name, args: until(')') };
  }

  function until(end: string): Expression[] {
    const parts: Expression[] = [];
    while (!isNext(end)) {
      if (parts.length > 0) expect(',');
      parts.push(operation(0));
    }
    expect(end);
    return parts;
  }

  function next(): Token | undefined {
    return tokens[at];
  }

  function isNext(sign: string): boolean {
    return next()?.kind === 'sign' && next()?.text === sign;
  }

  function expect(sign: string): void {
    if (!isNext(sign)) throw new Error(`“${text}” lacks ${sign} before ${next()?.text ?? 'its end'}.`);
    at += 1;
  }
}

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match)
      throw new Error(`“${text}” has a sign that is not understood here: ${text.slice(from, from + 8)}`);
    const [, number, quoted, name, sign] = match;
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (quoted !== undefined) tokens.push({ kind: 'text', text: quoted });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else tokens.push({ kind: 'sign', text: sign ?? '' });
  }
  return tokens;
}
