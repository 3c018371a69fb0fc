import { Labels } from '../../traffic/Series';
import { PromqlError } from './PromqlError';
import { keyOf, Sample, Value, withoutName } from './values';

const ARITHMETIC: Record<string, (a: number, b: number) => number> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
  Mod: (a, b) => a % b,
  Pow: (a, b) => a ** b,
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
  bool: boolean;
  matching?: { on: boolean; labels: string[] };
  /** Which side may have several samples for one of the other side. */
  group?: { side: 'left' | 'right'; include: string[] };
}

export function isSetOperator(operator: string): boolean {
  return SETS.includes(operator);
}

export function isBinaryOperator(operator: string): boolean {
  return (
    operator in ARITHMETIC || operator in COMPARISONS || isSetOperator(operator)
  );
}

export function isComparison(operator: string): boolean {
  return operator in COMPARISONS;
}

/** Applies an operator between scalars, vectors, or one of each. */
export function applyBinary(
  operation: BinaryOperation,
  left: Value,
  right: Value,
): Value {
  if (typeof left === 'number' && typeof right === 'number') {
    return compute(operation, left, right) ?? NaN;
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return isSetOperator(operation.operator)
      ? combineSets(operation, left, right)
      : matchVectors(operation, left, right);
  }
  const isLeft = Array.isArray(left);
  const samples = (isLeft ? left : right) as Sample[];
  const scalar = (isLeft ? right : left) as number;
  return samples.flatMap(({ labels, value }) => {
    const result = isLeft
      ? compute(operation, value, scalar)
      : compute(operation, scalar, value);
    // A comparison without `bool` keeps the vector's own value.
    return result === undefined
      ? []
      : [
          isFilter(operation)
            ? { labels, value }
            : { labels: withoutName(labels), value: result },
        ];
  });
}

function isFilter({ operator, bool }: BinaryOperation): boolean {
  return isComparison(operator) && !bool;
}

/** Undefined where a comparison does not hold. */
function compute(
  { operator, bool }: BinaryOperation,
  a: number,
  b: number,
): number | undefined {
  if (!isComparison(operator)) {
    return ARITHMETIC[operator](a, b);
  }
  const holds = COMPARISONS[operator](a, b);
  return bool ? Number(holds) : holds ? a : undefined;
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
      ? compute(operation, partner.value, sample.value)
      : compute(operation, sample.value, partner.value);
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
  if (isFilter(operation) && !operation.matching?.on) {
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
