import { applyBinary, BinaryOperation } from './binaryOperations';
import {
  aggregate,
  AGGREGATIONS,
  histogramQuantile,
  RANGE_FUNCTIONS,
} from './functions';
import { QueryNode } from './QueryNode';
import {
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
  return time => applyBinary(operation, left(time), right(time), node);
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
      const scalar = compile(first, reader);
      return time => [{ labels: {}, value: Number(scalar(time)) }];
    }
    case 'histogram_quantile': {
      need(2);
      const quantile = compile(first, reader);
      const buckets = compileVector(second, reader);
      return time => histogramQuantile(Number(quantile(time)), buckets(time));
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
  if (selector.kind !== 'VectorSelector' || !(seconds > 0)) {
    throw node.unsupported();
  }
  const selected = reader.select(selector.matchers());
  return end =>
    reader.window(selected, end, seconds).flatMap(({ labels, points }) => {
      const window = { start: end - seconds, end };
      const value = RANGE_FUNCTIONS[name](points, window);
      return value === undefined
        ? []
        : [{ labels: withoutName(labels), value }];
    });
}

function compileVector(
  node: QueryNode,
  reader: SampleReader,
): (time: number) => Sample[] {
  const evaluate = compile(node, reader);
  return time => {
    const value = evaluate(time);
    if (!Array.isArray(value)) {
      throw node.parseError('expected type instant vector');
    }
    return value;
  };
}
