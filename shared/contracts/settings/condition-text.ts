import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import type { Condition } from '#shared/domain/condition.ts';
import type { FactList } from './fact-list.ts';
import { ConditionReader } from './condition-reader.ts';
import { refuseCostly } from './condition-cost.ts';
import { explainSyntax, tooComplex, type ConditionFault } from './condition-faults.ts';
import { explainNever, isNeverTrue } from './reachability.ts';

export type ConditionReading =
  | { readonly outcome: 'ok'; readonly condition: Condition }
  | { readonly outcome: 'faulty'; readonly faults: readonly ConditionFault[] };

/** Room for a list of 500 words; a condition longer than that is a table, not a rule. */
const MAX_LENGTH = 20_000;
const MAX_NODES = 200;
const MAX_LIST = 500;
const MAX_NESTING = 30;

/** The parser counts every word of a list as a node; ours are counted by {@link countNodes}. */
const PARSER = new Environment({
  limits: {
    maxAstNodes: 5 * MAX_LIST + MAX_NODES,
    maxDepth: MAX_NESTING,
    maxListElements: MAX_LIST,
    maxMapEntries: MAX_LIST,
  },
});

/**
 * Reads a condition written in CEL, checks its types against the facts and turns it into a tree.
 *
 * Only what the tree can say is let through: no loops over lists, no arithmetic, and of regular expressions
 * what runs in linear time (CEL's own `matches` runs the backtracking RegExp). Never throws.
 */
export function parseCondition(text: string, facts: FactList): ConditionReading {
  if (text.length > MAX_LENGTH) return faulty(tooComplex(`${MAX_LENGTH}`, 'length'));
  const parsed = parseText(text);
  if ('fault' in parsed) return faulty(parsed.fault);
  if (countNodes(parsed.ast) > MAX_NODES) return faulty(tooComplex(`${MAX_NODES}`, 'nodes'));
  if (isDeeperThan(parsed.ast, MAX_NESTING)) return faulty(tooComplex(`${MAX_NESTING}`, 'nesting'));

  const reader = new ConditionReader(facts);
  const condition = reader.readCondition(parsed.ast);
  if (condition === undefined || reader.faults.length > 0)
    return { outcome: 'faulty', faults: reader.faults };
  if (isNeverTrue(condition, facts)) return faulty({ ...explainNever(condition), offset: 0 });
  const costly = refuseCostly(condition);
  if (costly !== undefined) return faulty({ ...costly, offset: 0 });
  return { outcome: 'ok', condition };
}

function parseText(text: string): { ast: ASTNode } | { fault: ConditionFault } {
  try {
    return { ast: PARSER.parse(text).ast };
  } catch (error) {
    if (error instanceof RangeError) return { fault: tooComplex(`${MAX_NESTING}`, 'nesting') };
    return { fault: explainSyntax(error, text) };
  }
}

/** A fact's path counts as one, and so does a list, whatever its length. */
function countNodes(root: ASTNode): number {
  const open: ASTNode[] = [root];
  let nodes = 0;
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    nodes += 1;
    if (!isPath(node) && !isLiteralList(node)) open.push(...childrenOf(node));
  }
  return nodes;
}

/** A chain of `&&` or of `||` is one level, as people read it. */
function isDeeperThan(node: ASTNode, levels: number): boolean {
  if (levels < 0) return true;
  return childrenOf(node).some((child) =>
    isDeeperThan(child, child.op === node.op && isChain(child) ? levels : levels - 1),
  );
}

function isChain(node: ASTNode): boolean {
  return node.op === '&&' || node.op === '||';
}

function isPath(node: ASTNode): boolean {
  return node.op === 'id' || (node.op === '.' && isPath(node.args[0]));
}

function isLiteralList(node: ASTNode): boolean {
  return node.op === 'list' && node.args.every(({ op }) => op === 'value');
}

function childrenOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case '!_':
    case '-_':
      return [node.args];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    default:
      return node.args;
  }
}

function faulty(fault: ConditionFault): ConditionReading {
  return { outcome: 'faulty', faults: [fault] };
}
