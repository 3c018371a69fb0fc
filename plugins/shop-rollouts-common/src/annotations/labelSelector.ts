import { LABEL_KEY, LABEL_VALUE } from './patterns';

/**
 * The label `key` must have one of `values`.
 * @public
 */
export interface LabelRequirement {
  key: string;
  values: string[];
}

/**
 * All requirements must hold. Never empty.
 * @public
 */
export interface LabelSelector {
  requirements: LabelRequirement[];
}

const MAX_LENGTH = 1000;
const MAX_PARTS = 20;
const EQUALITY = /^([^\s=!(),]+)\s*={1,2}\s*([^\s=!(),]+)$/;
const IN_SET = /^([^\s=!(),]+)\s+in\s*\(([^()]*)\)$/;

/**
 * Reads `a=b`, `a==b` and `a in (b, c)`, joined by commas. Everything else of
 * Kubernetes' grammar is refused: it could select what the author did not name.
 *
 * @returns undefined when the text is not a valid selector.
 * @public
 */
export function parseLabelSelector(text: string): LabelSelector | undefined {
  if (text.length > MAX_LENGTH) {
    return undefined;
  }
  const parts = splitOutsideParentheses(text);
  if (parts.length === 0 || parts.length > MAX_PARTS) {
    return undefined;
  }
  const requirements: LabelRequirement[] = [];
  for (const part of parts) {
    const requirement = parseRequirement(part.trim());
    if (!requirement) {
      return undefined;
    }
    requirements.push(requirement);
  }
  return { requirements };
}

/** @public */
export function matchesLabelSelector(
  selector: LabelSelector,
  labels: Readonly<Record<string, string>> | undefined,
): boolean {
  return selector.requirements.every(({ key, values }) => {
    const value =
      labels && Object.hasOwn(labels, key) ? labels[key] : undefined;
    return value !== undefined && values.includes(value);
  });
}

/**
 * The canonical text of a selector, as Kubernetes and Argo CD accept it.
 * @public
 */
export function formatLabelSelector(selector: LabelSelector): string {
  return selector.requirements
    .map(({ key, values }) =>
      values.length === 1
        ? `${key}=${values[0]}`
        : `${key} in (${values.join(',')})`,
    )
    .join(',');
}

function parseRequirement(part: string): LabelRequirement | undefined {
  const equality = EQUALITY.exec(part);
  const match = equality ?? IN_SET.exec(part);
  if (!match) {
    return undefined;
  }
  const key = match[1];
  const values = equality
    ? [match[2]]
    : match[2].split(',').map(value => value.trim());
  const valid =
    LABEL_KEY.test(key) &&
    values.length <= MAX_PARTS &&
    values.every(value => LABEL_VALUE.test(value));
  return valid ? { key, values } : undefined;
}

function splitOutsideParentheses(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '(') {
      depth++;
    } else if (character === ')') {
      depth--;
    } else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}
