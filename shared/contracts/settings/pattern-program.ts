import type { AST } from '@eslint-community/regexpp';
import type { PatternStep } from '#shared/domain/linear-pattern.ts';
import {
  complement,
  DIGITS,
  LINE_ENDS,
  SPACE,
  union,
  withSmallLetters,
  WORD,
  type Ranges,
} from './character-ranges.ts';
import { BACK_REFERENCE, FLAG, LOOK_AROUND, NAMED_GROUP, PatternError, PROPERTY } from './pattern-faults.ts';

type Alternatives = readonly AST.Alternative[];

/** How many steps an expression takes, its repetitions written out. */
export function countSteps(alternatives: Alternatives): number {
  const steps = alternatives.flatMap(({ elements }) => elements).reduce((sum, one) => sum + sizeOf(one), 0);
  return alternatives.length === 1 ? steps : steps + alternatives.length;
}

function sizeOf(element: AST.Element): number {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return countSteps(element.alternatives);
    case 'Quantifier': {
      const { min, max } = element;
      const size = sizeOf(element.element);
      if (size === 0 || max === 0) return 0;
      return max === Infinity ? Math.max(min, 1) * size + (min === 0 ? 2 : 1) : max * size + (max - min);
    }
    default:
      return 1;
  }
}

/**
 * Writes the program of an expression, step by step.
 *
 * Groups only hold together, whether they capture or not; greedy or lazy makes no difference to whether something
 * is found. What a machine without a way back cannot do is thrown as a {@link PatternError}.
 */
export class PatternWriter {
  readonly #steps: PatternStep[] = [];
  readonly #ignoreCase: boolean;

  constructor(ignoreCase: boolean) {
    this.#ignoreCase = ignoreCase;
  }

  write(alternatives: Alternatives): readonly PatternStep[] {
    this.#writeAlternatives(alternatives);
    this.#steps.push({ op: 'match' });
    return this.#steps;
  }

  /** One split leads to all alternatives, and a split of one way leads on from each but the last. */
  #writeAlternatives(alternatives: Alternatives): void {
    const [only] = alternatives;
    if (alternatives.length === 1) return only?.elements.forEach((element) => this.#writeElement(element));
    const beginnings: number[] = [];
    const endings: number[][] = [];
    this.#steps.push({ op: 'split', to: beginnings });
    alternatives.forEach(({ elements }, index) => {
      beginnings.push(this.#steps.length);
      elements.forEach((element) => this.#writeElement(element));
      if (index < alternatives.length - 1) endings.push(this.#writeSplit());
    });
    endings.forEach((to) => to.push(this.#steps.length));
  }

  #writeElement(element: AST.Element): void {
    switch (element.type) {
      case 'Group':
        if (element.modifiers !== null) throw new PatternError(FLAG);
        return this.#writeAlternatives(element.alternatives);
      case 'CapturingGroup':
        if (element.name !== null) throw new PatternError(NAMED_GROUP);
        return this.#writeAlternatives(element.alternatives);
      case 'Quantifier':
        return this.#writeRepetition(element);
      case 'Backreference':
        throw new PatternError(BACK_REFERENCE);
      case 'Assertion':
        return this.#writeEdge(element);
      case 'ExpressionCharacterClass':
        throw new PatternError(PROPERTY);
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
        this.#steps.push({ op: 'char', ranges: this.#toRanges(element) });
    }
  }

  #writeEdge(edge: AST.Assertion): void {
    switch (edge.kind) {
      case 'start':
      case 'end':
        this.#steps.push({ op: edge.kind });
        return;
      case 'word':
        this.#steps.push({ op: 'word-edge', negated: edge.negate });
        return;
      default:
        throw new PatternError(LOOK_AROUND);
    }
  }

  #writeRepetition({ min, max, element }: AST.Quantifier): void {
    if (sizeOf(element) === 0 || max === 0) return;
    if (max === Infinity) return this.#writeEndless(min, element);
    for (let times = 0; times < min; times += 1) this.#writeElement(element);
    const ends: number[][] = [];
    for (let times = min; times < max; times += 1) {
      ends.push(this.#writeChoice());
      this.#writeElement(element);
    }
    ends.forEach((to) => to.push(this.#steps.length));
  }

  #writeEndless(min: number, element: AST.Element): void {
    for (let times = 1; times < min; times += 1) this.#writeElement(element);
    const end = min === 0 ? this.#writeChoice() : [];
    const beginning = this.#steps.length;
    this.#writeElement(element);
    this.#writeSplit().push(beginning, this.#steps.length);
    end.push(this.#steps.length);
  }

  /** A split into what follows and what is added to the list. */
  #writeChoice(): number[] {
    const to = this.#writeSplit();
    to.push(this.#steps.length);
    return to;
  }

  #writeSplit(): number[] {
    const to: number[] = [];
    this.#steps.push({ op: 'split', to });
    return to;
  }

  #toRanges(one: AST.Character | AST.CharacterSet | AST.CharacterClass): Ranges {
    switch (one.type) {
      case 'Character':
        return this.#inAnyCase([one.value, one.value]);
      case 'CharacterSet':
        return toSet(one);
      case 'CharacterClass': {
        const ranges = union(...one.elements.map((element) => this.#toClassRanges(element)));
        return one.negate ? complement(ranges) : ranges;
      }
    }
  }

  #toClassRanges(element: AST.CharacterClassElement): Ranges {
    switch (element.type) {
      case 'Character':
        return this.#inAnyCase([element.value, element.value]);
      case 'CharacterClassRange':
        return this.#inAnyCase([element.min.value, element.max.value]);
      case 'CharacterSet':
        return toSet(element);
      default:
        throw new PatternError(PROPERTY);
    }
  }

  #inAnyCase(ranges: Ranges): Ranges {
    return this.#ignoreCase ? withSmallLetters(ranges) : ranges;
  }
}

function toSet(set: AST.CharacterSet): Ranges {
  switch (set.kind) {
    case 'any':
      return complement(LINE_ENDS);
    case 'digit':
      return set.negate ? complement(DIGITS) : DIGITS;
    case 'space':
      return set.negate ? complement(SPACE) : SPACE;
    case 'word':
      return set.negate ? complement(WORD) : WORD;
    case 'property':
      throw new PatternError(PROPERTY);
  }
}
