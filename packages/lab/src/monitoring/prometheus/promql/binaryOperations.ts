import { Labels } from '../../traffic/Series';
import { PromqlError } from './PromqlError';
import { QueryNode } from './QueryNode';
import { keyOf, Sample, Value, withoutName } from './values';

const ARITHMETIC: Record<string, (a: number, b: number) => number> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
};

const COMPARISONS: Record<string, (a: number, b: number) => boolean> = {
  Eql: (a, b) => a === b,
  Neq: (a, b) => a !== b,
  Gtr: (a, b) => a > b,
  Gte: (a, b) => a >= b,
  Lss: (a, b) => a < b,
  Lte: (a, b) => a <= b,
};

const SETS = ['And', 'Or', 'Unless'];

export interface BinaryOperation {
  operator: string;
  matching?: { on: boolean; labels: string[] };
  /** Which side may have several samples for one of the other side. */
  group?: { side: 'left' | 'right'; include: string[] };
}

/** Applies an operator between scalars, vectors, or one of each. */
export function applyBinary(
  operation: BinaryOperation,
  left: Value,
  right: Value,
  node: QueryNode,
): Value {
  const { operator } = operation;
  const isSet = SETS.includes(operator);
  if (Array.isArray(left) && Array.isArray(right)) {
    return isSet
      ? combineSets(operation, left, right)
      : matchVectors(operation, left, right);
  }
  if (isSet) {
    throw node.parseError(
      `set operator "${operator.toLowerCase()}" not allowed in binary scalar expression`,
    );
  }
  if (!(operator in ARITHMETIC || operator in COMPARISONS)) {
    throw node.unsupported();
  }
  if (!Array.isArray(left) && !Array.isArray(right)) {
    if (operator in COMPARISONS) {
      throw node.parseError(
        'comparisons between scalars must use BOOL modifier',
      );
    }
    return ARITHMETIC[operator](Number(left), Number(right));
  }
  const samples = (Array.isArray(left) ? left : right) as Sample[];
  return samples.flatMap(({ labels, value }) => {
    const result = Array.isArray(left)
      ? compute(operator, value, Number(right))
      : compute(operator, Number(left), value);
    // A comparison keeps the vector's own value.
    return result === undefined
      ? []
      : [
          operator in COMPARISONS
            ? { labels, value }
            : { labels: withoutName(labels), value: result },
        ];
  });
}

/** Undefined where a comparison does not hold. */
function compute(operator: string, a: number, b: number): number | undefined {
  if (operator in COMPARISONS) {
    return COMPARISONS[operator](a, b) ? a : undefined;
  }
  return ARITHMETIC[operator](a, b);
}

function signature({ matching }: BinaryOperation, labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(withoutName(labels)).filter(([name]) =>
      matching ? matching.labels.includes(name) === matching.on : true,
    ),
  );
}

function combineSets(
  operation: BinaryOperation,
  left: Sample[],
  right: Sample[],
): Sample[] {
  const keys = (samples: Sample[]) =>
    new Set(samples.map(({ labels }) => keyOf(signature(operation, labels))));
  const has = (set: Set<string>, { labels }: Sample) =>
    set.has(keyOf(signature(operation, labels)));
  if (operation.operator === 'Or') {
    const known = keys(left);
    return [...left, ...right.filter(each => !has(known, each))];
  }
  const others = keys(right);
  const wanted = operation.operator === 'And';
  return left.filter(each => has(others, each) === wanted);
}

function matchVectors(
  operation: BinaryOperation,
  left: Sample[],
  right: Sample[],
): Sample[] {
  const swapped = operation.group?.side === 'right';
  const [many, one] = swapped ? [right, left] : [left, right];
  const side = swapped ? 'left' : 'right';
  const partners = new Map<string, Sample>();
  for (const sample of one) {
    const labels = signature(operation, sample.labels);
    const key = keyOf(labels);
    if (partners.has(key)) {
      throw PromqlError.execution(
        `found duplicate series for the match group ${describe(
          labels,
        )} on the ${side} hand-side of the operation;many-to-many matching not allowed: matching labels must be unique on one side`,
      );
    }
    partners.set(key, sample);
  }
  const used = new Set<string>();
  return many.flatMap(sample => {
    const labels = signature(operation, sample.labels);
    const key = keyOf(labels);
    const partner = partners.get(key);
    if (!partner) {
      return [];
    }
    if (used.has(key) && !operation.group) {
      throw PromqlError.execution(
        'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
      );
    }
    used.add(key);
    const value = swapped
      ? compute(operation.operator, partner.value, sample.value)
      : compute(operation.operator, sample.value, partner.value);
    return value === undefined
      ? []
      : [{ labels: resultLabels(operation, sample, partner, labels), value }];
  });
}

function resultLabels(
  operation: BinaryOperation,
  sample: Sample,
  partner: Sample,
  matched: Labels,
): Labels {
  if (operation.group) {
    const { include } = operation.group;
    const added = Object.entries(partner.labels).filter(([name]) =>
      include.includes(name),
    );
    return { ...withoutName(sample.labels), ...Object.fromEntries(added) };
  }
  if (operation.operator in COMPARISONS && !operation.matching?.on) {
    return sample.labels;
  }
  return matched;
}

function describe(labels: Labels): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}=${JSON.stringify(value)}`,
  );
  return `{${pairs.join(', ')}}`;
}
