import { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import {
  applyBinary,
  BinaryOperation,
  isBinaryOperator,
  isComparison,
  isSetOperator,
} from './binaryOperations';
import { parseDuration } from './durations';
import {
  aggregate,
  AGGREGATIONS,
  histogramQuantile,
  RANGE_FUNCTIONS,
  VALUE_FUNCTIONS,
} from './functions';
import { createMatcher, Matcher, MatchOperator } from './matchers';
import { PromqlError } from './PromqlError';
import { SampleReader, Sample, Value, ValueType, withoutName } from './values';

/** A part of a query that is ready to be evaluated at any time. */
export interface Query {
  type: ValueType;
  /** Names and windows of the selectors in it. */
  evaluate(reader: SampleReader, time: number): Value;
  /** Seconds before the time of evaluation that it looks at. */
  reach: number;
}

interface Window extends Query {
  matchers: Matcher[];
  seconds: number;
  offset: number;
}

/** Parses with Prometheus' own grammar; refuses what the lab cannot do. */
export function compileQuery(text: string): Query {
  const tree = parser.parse(text);
  rejectErrors(tree, text);
  const root = tree.topNode.firstChild;
  if (!root) {
    throw parseError(0, text, 'no expression found in input');
  }
  return new Compiler(text).compile(root);
}

/** The matchers of one selector, for `match[]`. */
export function compileSelector(text: string): Matcher[] {
  const tree = parser.parse(text);
  rejectErrors(tree, text);
  const node = tree.topNode.firstChild;
  if (node?.name !== 'VectorSelector') {
    throw parseError(0, text, 'expected a series selector');
  }
  return new Compiler(text).matchers(node);
}

function rejectErrors(tree: Tree, text: string): void {
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) {
        const found = from >= text.trimEnd().length;
        throw parseError(
          from,
          text,
          found
            ? 'unexpected end of input'
            : `unexpected ${JSON.stringify(text.slice(from, from + 12))}`,
        );
      }
    },
  });
}

function parseError(at: number, text: string, message: string): PromqlError {
  const lines = text.slice(0, at).split('\n');
  const column = lines[lines.length - 1].length + 1;
  return PromqlError.badData(
    `invalid parameter "query": ${lines.length}:${column}: parse error: ${message}`,
  );
}

class Compiler {
  constructor(private readonly text: string) {}

  compile(node: SyntaxNode): Query {
    switch (node.name) {
      case 'ParenExpr':
        return this.compile(this.expressions(node)[0]);
      case 'NumberDurationLiteral': {
        const value = this.number(node);
        return { type: 'scalar', reach: 0, evaluate: () => value };
      }
      case 'StringLiteral': {
        const value = this.string(node);
        return { type: 'string', reach: 0, evaluate: () => value };
      }
      case 'VectorSelector':
        return this.selector(node, 0);
      case 'MatrixSelector':
        return this.window(node, 0);
      case 'OffsetExpr':
        return this.offset(node);
      case 'UnaryExpr':
        return this.unary(node);
      case 'AggregateExpr':
        return this.aggregation(node);
      case 'BinaryExpr':
        return this.binary(node);
      case 'FunctionCall':
        return this.call(node);
      default:
        throw this.unsupported(node);
    }
  }

  matchers(node: SyntaxNode): Matcher[] {
    const name = node.getChild('Identifier');
    const found = name ? [createMatcher('__name__', '=', this.of(name))] : [];
    for (const each of node
      .getChild('LabelMatchers')
      ?.getChildren('UnquotedLabelMatcher') ?? []) {
      const [label, operator, value] = children(each);
      found.push(
        createMatcher(
          this.of(label),
          this.of(operator) as MatchOperator,
          this.string(value),
        ),
      );
    }
    if (found.every(({ matches }) => matches(''))) {
      throw parseError(
        node.from,
        this.text,
        'vector selector must contain at least one non-empty matcher',
      );
    }
    return found;
  }

  private selector(node: SyntaxNode, offset: number): Query {
    const matchers = this.matchers(node);
    return {
      type: 'vector',
      reach: offset,
      evaluate: (reader, time) => reader.instant(matchers, time - offset),
    };
  }

  private window(node: SyntaxNode, offset: number): Window {
    const [selector, duration] = children(node);
    if (selector.name !== 'VectorSelector') {
      throw this.unsupported(node);
    }
    const seconds = this.duration(duration);
    return {
      type: 'matrix',
      matchers: this.matchers(selector),
      seconds,
      offset,
      reach: seconds + offset,
      evaluate: () => {
        throw this.unsupported(node);
      },
    };
  }

  private offset(node: SyntaxNode): Query {
    const [inner, duration] = node
      .getChildren('Expr')
      .concat(node.getChildren('OffsetDurationExpr'));
    const seconds = this.duration(duration);
    switch (inner.name) {
      case 'VectorSelector':
        return this.selector(inner, seconds);
      case 'MatrixSelector':
        return this.window(inner, seconds);
      default:
        throw this.unsupported(node);
    }
  }

  private unary(node: SyntaxNode): Query {
    const inner = this.compile(this.expressions(node)[0]);
    const sign = this.text[node.from] === '-' ? -1 : 1;
    const operation = { operator: 'Mul', bool: false };
    return {
      ...inner,
      evaluate: (reader, time) =>
        applyBinary(operation, inner.evaluate(reader, time), sign),
    };
  }

  private aggregation(node: SyntaxNode): Query {
    const operator = this.of(childOf(node, 'AggregateOp')).toLowerCase();
    const parameters = this.expressions(childOf(node, 'FunctionCallBody'));
    if (!Object.hasOwn(AGGREGATIONS, operator) || parameters.length !== 1) {
      throw this.unsupported(node);
    }
    const inner = this.expect(this.compile(parameters[0]), 'vector', node);
    const modifier = node.getChild('AggregateModifier');
    const grouping = {
      labels: modifier ? this.labels(childOf(modifier, 'GroupingLabels')) : [],
      without: Boolean(modifier?.getChild('Without')),
    };
    return {
      ...inner,
      evaluate: (reader, time) =>
        aggregate(operator, inner.evaluate(reader, time) as Sample[], grouping),
    };
  }

  private binary(node: SyntaxNode): Query {
    const [left, right] = this.expressions(node).map(each =>
      this.compile(each),
    );
    const operator = children(node)[1].name;
    if (!isBinaryOperator(operator)) {
      throw this.unsupported(node);
    }
    const clause = node.getChild('MatchingModifierClause');
    const lists = clause?.getChildren('GroupingLabels') ?? [];
    const side = clause?.getChild('GroupLeft') ? 'left' : 'right';
    const isGrouped =
      clause?.getChild('GroupLeft') ?? clause?.getChild('GroupRight');
    const operation: BinaryOperation = {
      operator,
      bool: Boolean(node.getChild('BoolModifier')),
      matching: clause
        ? { on: Boolean(clause.getChild('On')), labels: this.labels(lists[0]) }
        : undefined,
      group: isGrouped
        ? { side, include: lists[1] ? this.labels(lists[1]) : [] }
        : undefined,
    };
    const scalars = [left, right].filter(({ type }) => type === 'scalar');
    if (isSetOperator(operator) && scalars.length > 0) {
      const name = operator.toLowerCase();
      throw parseError(
        node.from,
        this.text,
        `set operator "${name}" not allowed in binary scalar expression`,
      );
    }
    if (scalars.length === 2 && isComparison(operator) && !operation.bool) {
      throw parseError(
        node.from,
        this.text,
        'comparisons between scalars must use BOOL modifier',
      );
    }
    for (const each of [left, right]) {
      if (each.type !== 'scalar') {
        this.expect(each, 'vector', node);
      }
    }
    return {
      type: scalars.length === 2 ? 'scalar' : 'vector',
      reach: Math.max(left.reach, right.reach),
      evaluate: (reader, time) =>
        applyBinary(
          operation,
          left.evaluate(reader, time),
          right.evaluate(reader, time),
        ),
    };
  }

  private call(node: SyntaxNode): Query {
    const name = this.of(childOf(node, 'FunctionIdentifier'));
    const parameters = this.expressions(childOf(node, 'FunctionCallBody')).map(
      each => this.compile(each),
    );
    const reach = Math.max(0, ...parameters.map(each => each.reach));
    const need = (types: ValueType[]) => {
      if (parameters.length !== types.length) {
        throw parseError(
          node.from,
          this.text,
          `expected ${types.length} argument(s) in call to "${name}", got ${parameters.length}`,
        );
      }
      types.forEach((type, i) =>
        this.expect(parameters[i], type, node, `call to function "${name}"`),
      );
    };
    if (Object.hasOwn(RANGE_FUNCTIONS, name)) {
      need(['matrix']);
      return this.rangeCall(RANGE_FUNCTIONS[name], parameters[0] as Window);
    }
    if (Object.hasOwn(VALUE_FUNCTIONS, name)) {
      const apply = VALUE_FUNCTIONS[name];
      need(apply.length > 1 ? ['vector', 'scalar'] : ['vector']);
      return {
        type: 'vector',
        reach,
        evaluate: (reader, time) => {
          const [samples, ...numbers] = parameters.map(each =>
            each.evaluate(reader, time),
          );
          return (samples as Sample[]).map(({ labels, value }) => ({
            labels: withoutName(labels),
            value: apply(value, ...(numbers as number[])),
          }));
        },
      };
    }
    switch (name) {
      case 'time':
        need([]);
        return { type: 'scalar', reach, evaluate: (_reader, time) => time };
      case 'vector':
        need(['scalar']);
        return {
          type: 'vector',
          reach,
          evaluate: (reader, time) => [
            {
              labels: {},
              value: parameters[0].evaluate(reader, time) as number,
            },
          ],
        };
      case 'histogram_quantile':
        need(['scalar', 'vector']);
        return {
          type: 'vector',
          reach,
          evaluate: (reader, time) =>
            histogramQuantile(
              parameters[0].evaluate(reader, time) as number,
              parameters[1].evaluate(reader, time) as Sample[],
            ),
        };
      default:
        throw this.unsupported(node);
    }
  }

  private rangeCall(
    apply: (typeof RANGE_FUNCTIONS)[string],
    { matchers, seconds, offset, reach }: Window,
  ): Query {
    return {
      type: 'vector',
      reach,
      evaluate: (reader, time) => {
        const end = time - offset;
        const window = { start: end - seconds, end };
        return reader
          .window(matchers, end, seconds)
          .flatMap(({ labels, points }) => {
            const value = apply(points, window);
            return value === undefined
              ? []
              : [{ labels: withoutName(labels), value }];
          });
      },
    };
  }

  private expect(
    query: Query,
    type: ValueType,
    node: SyntaxNode,
    where = 'expression',
  ): Query {
    if (query.type === type) {
      return query;
    }
    const names = {
      scalar: 'scalar',
      vector: 'instant vector',
      matrix: 'range vector',
      string: 'string',
    };
    throw parseError(
      node.from,
      this.text,
      `expected type ${names[type]} in ${where}, got ${names[query.type]}`,
    );
  }

  private expressions(node: SyntaxNode): SyntaxNode[] {
    return node.getChildren('Expr');
  }

  private labels(node: SyntaxNode): string[] {
    return node.getChildren('LabelName').map(each => this.of(each));
  }

  private number(node: SyntaxNode): number {
    const text = this.of(node).replace(/_/g, '');
    const [, sign, rest] = /^([+-]?)\s*(.*)$/.exec(text.toLowerCase()) ?? [];
    const value =
      rest === 'inf' ? Infinity : parseDuration(rest) ?? Number(rest);
    return sign === '-' ? -value : value;
  }

  private duration(node: SyntaxNode): number {
    const seconds = parseDuration(this.of(node));
    if (seconds === undefined || seconds <= 0) {
      throw this.unsupported(node);
    }
    return seconds;
  }

  private string(node: SyntaxNode): string {
    const text = this.of(node);
    const inner = text.slice(1, -1);
    return text.startsWith('`')
      ? inner
      : inner.replace(
          /\\(.)/gs,
          (_, character) => ESCAPES[character] ?? character,
        );
  }

  private of({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }

  private unsupported(node: SyntaxNode): PromqlError {
    return PromqlError.execution(
      `the lab's Prometheus cannot evaluate ${this.of(node)}`,
    );
  }
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r' };

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let each = node.firstChild; each; each = each.nextSibling) {
    found.push(each);
  }
  return found;
}

function childOf(node: SyntaxNode, name: string): SyntaxNode {
  const child = node.getChild(name);
  if (!child) {
    throw PromqlError.execution(`the lab's Prometheus expects ${name}`);
  }
  return child;
}
