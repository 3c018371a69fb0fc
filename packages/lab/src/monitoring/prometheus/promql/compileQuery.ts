import { applyBinary, BinaryOperation } from './binaryOperations';
import {
  aggregate,
  AGGREGATIONS,
  histogramQuantile,
  RANGE_FUNCTIONS,
} from './functions';
import { PromqlError } from './PromqlError';
import { QueryNode } from './QueryNode';
import {
  keyOf,
  Sample,
  SampleReader,
  SeriesSource,
  Value,
  withoutName,
} from './values';

/** Finds the value of a query at a time, in seconds since the epoch. */
export type Evaluate = (time: number) => Value;

/** Parses with Prometheus' own grammar; refuses what the lab cannot do. */
export function compileQuery(query: string, source: SeriesSource): Evaluate {
  return compile(QueryNode.parse(query), new SampleReader(source));
}

function compile(node: QueryNode, reader: SampleReader): Evaluate {
  switch (node.kind) {
    case 'ParenExpr':
      return compile(node.all('Expr')[0], reader);
    case 'NumberDurationLiteral': {
      const value = node.number();
      return () => value;
    }
    case 'StringLiteral': {
      const value = node.string();
      return () => value;
    }
    case 'VectorSelector': {
      const selected = reader.select(node.matchers());
      return time => reader.instant(selected, time);
    }
    case 'AggregateExpr':
      return compileAggregation(node, reader);
    case 'UnaryExpr':
      return compileSign(node, reader);
    case 'BinaryExpr':
      return compileBinary(node, reader);
    case 'FunctionCall':
      return compileCall(node, reader);
    default:
      throw node.unsupported();
  }
}

function compileAggregation(node: QueryNode, reader: SampleReader): Evaluate {
  const operator = node.find('AggregateOp')?.text.toLowerCase() ?? '';
  const parameters = node.find('FunctionCallBody')?.all('Expr') ?? [];
  if (!Object.hasOwn(AGGREGATIONS, operator) || parameters.length !== 1) {
    throw node.unsupported();
  }
  const samples = compileVector(parameters[0], reader);
  const modifier = node.find('AggregateModifier');
  const grouping = {
    labels: modifier?.find('GroupingLabels')?.labels() ?? [],
    without: modifier?.find('Without') !== undefined,
  };
  return time => aggregate(operator, samples(time), grouping);
}

function compileSign(node: QueryNode, reader: SampleReader): Evaluate {
  const evaluate = compile(node.all('Expr')[0], reader);
  if (node.find('UnaryOp')?.text === '+') {
    return evaluate;
  }
  return time => {
    const value = evaluate(time);
    return Array.isArray(value)
      ? requireDistinct(
          value.map(sample => ({
            labels: withoutName(sample.labels),
            value: -sample.value,
          })),
        )
      : -Number(value);
  };
}

function compileBinary(node: QueryNode, reader: SampleReader): Evaluate {
  const [left, right] = node.all('Expr').map(each => compile(each, reader));
  const clause = node.find('MatchingModifierClause');
  const [labels, include] = clause?.all('GroupingLabels') ?? [];
  const side = clause?.find('GroupLeft') ? 'left' : 'right';
  const operation: BinaryOperation = {
    operator: node.children()[1].kind,
    matching: clause && {
      on: clause.find('On') !== undefined,
      labels: labels.labels(),
    },
    group:
      clause?.find('GroupLeft') ?? clause?.find('GroupRight')
        ? { side, include: include?.labels() ?? [] }
        : undefined,
  };
  if (node.find('BoolModifier')) {
    throw node.unsupported();
  }
  return time =>
    requireDistinct(applyBinary(operation, left(time), right(time), node));
}

function compileCall(node: QueryNode, reader: SampleReader): Evaluate {
  const name = node.find('FunctionIdentifier')?.text ?? '';
  const parameters = node.find('FunctionCallBody')?.all('Expr') ?? [];
  const [first, second] = parameters;
  const need = (count: number) => {
    if (parameters.length !== count) {
      throw node.parseError(
        `expected ${count} argument(s) in call to "${name}", got ${parameters.length}`,
      );
    }
  };
  if (Object.hasOwn(RANGE_FUNCTIONS, name)) {
    need(1);
    return compileRangeCall(name, first, reader);
  }
  switch (name) {
    case 'time':
      need(0);
      return time => time;
    case 'vector': {
      need(1);
      const scalar = compileScalar(first, reader);
      return time => [{ labels: {}, value: scalar(time) }];
    }
    case 'histogram_quantile': {
      need(2);
      const quantile = compileScalar(first, reader);
      const buckets = compileVector(second, reader);
      return time => histogramQuantile(quantile(time), buckets(time));
    }
    default:
      throw node.unsupported();
  }
}

function compileRangeCall(
  name: string,
  node: QueryNode,
  reader: SampleReader,
): Evaluate {
  if (node.kind !== 'MatrixSelector') {
    throw node.parseError(
      `expected type range vector in call to function "${name}"`,
    );
  }
  const [selector, duration] = node.children();
  const seconds = duration.number();
  if (selector.kind !== 'VectorSelector') {
    throw node.unsupported();
  }
  if (!(seconds > 0)) {
    throw node.parseError('duration must be greater than 0');
  }
  const selected = reader.select(selector.matchers());
  const keepsName = name === 'last_over_time';
  return end =>
    requireDistinct(
      reader.window(selected, end, seconds).flatMap(({ labels, points }) => {
        const window = { start: end - seconds, end };
        const value = RANGE_FUNCTIONS[name](points, window);
        return value === undefined
          ? []
          : [{ labels: keepsName ? labels : withoutName(labels), value }];
      }),
    );
}

/** Without their names, two series may have become one. */
function requireDistinct<T extends Value>(value: T): T {
  if (Array.isArray(value)) {
    const keys = new Set(value.map(({ labels }) => keyOf(labels)));
    if (keys.size < value.length) {
      throw PromqlError.execution(
        'vector cannot contain metrics with the same labelset',
      );
    }
  }
  return value;
}

function compileScalar(
  node: QueryNode,
  reader: SampleReader,
): (time: number) => number {
  const evaluate = compile(node, reader);
  return time => {
    const value = evaluate(time);
    if (typeof value !== 'number') {
      throw node.parseError('expected type scalar');
    }
    return value;
  };
}

function compileVector(
  node: QueryNode,
  reader: SampleReader,
): (time: number) => Sample[] {
  if (node.kind === 'MatrixSelector') {
    throw node.parseError('expected type instant vector, got range vector');
  }
  const evaluate = compile(node, reader);
  return time => {
    const value = evaluate(time);
    if (!Array.isArray(value)) {
      throw node.parseError('expected type instant vector');
    }
    return value;
  };
}
