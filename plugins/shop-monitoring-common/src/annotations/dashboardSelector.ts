/**
 * Everything named must hold.
 * @public
 */
export interface DashboardCondition {
  /** The dashboard has all of these tags. */
  tags: string[];
  title?: string;
  uid?: string;
}

/**
 * One of the conditions must hold. Never empty.
 * @public
 */
export interface DashboardSelector {
  anyOf: DashboardCondition[];
}

const MAX_LENGTH = 500;
const MAX_CONDITIONS = 10;
const MAX_TERMS = 10;
const TAG = /^[\w-]{1,100}$/;
const UID = /^[A-Za-z0-9_-]{1,40}$/;
const TEXT = /^[^\p{C}'"]{1,200}$/u;
const TERM = /^(tags|title|uid)\s*(@>|==)\s*(?:'([^'"]*)'|"([^'"]*)")$/;

/**
 * Reads `grafana/dashboard-selector`: one word is a tag; else terms
 * `tags @> 'a'`, `title == 'b'` and `uid == 'c'`, joined by `&&` and `||`
 * without parentheses.
 *
 * @returns undefined for everything else of the community plugin's grammar.
 * @public
 */
export function parseDashboardSelector(
  text: string,
): DashboardSelector | undefined {
  const trimmed = text.trim();
  if (trimmed.length > MAX_LENGTH) {
    return undefined;
  }
  if (TAG.test(trimmed)) {
    return { anyOf: [{ tags: [trimmed] }] };
  }
  const alternatives = trimmed.split('||');
  if (alternatives.length > MAX_CONDITIONS) {
    return undefined;
  }
  const anyOf: DashboardCondition[] = [];
  for (const alternative of alternatives) {
    const condition = parseCondition(alternative);
    if (!condition) {
      return undefined;
    }
    anyOf.push(condition);
  }
  return { anyOf };
}

/** @public */
export function matchesDashboardSelector(
  selector: DashboardSelector,
  dashboard: { uid: string; title: string; tags: readonly string[] },
): boolean {
  return selector.anyOf.some(
    ({ tags, title, uid }) =>
      tags.every(tag => dashboard.tags.includes(tag)) &&
      (title === undefined || title === dashboard.title) &&
      (uid === undefined || uid === dashboard.uid),
  );
}

function parseCondition(text: string): DashboardCondition | undefined {
  const terms = text.split('&&');
  if (terms.length > MAX_TERMS) {
    return undefined;
  }
  const condition: DashboardCondition = { tags: [] };
  for (const term of terms) {
    if (!addTerm(condition, term.trim())) {
      return undefined;
    }
  }
  return condition;
}

function addTerm(condition: DashboardCondition, term: string): boolean {
  const match = TERM.exec(term);
  const value = match?.[3] ?? match?.[4];
  if (!match || value === undefined) {
    return false;
  }
  const [, field, operator] = match;
  if (field === 'tags') {
    condition.tags.push(value);
    return operator === '@>' && TEXT.test(value);
  }
  const key = field === 'title' ? 'title' : 'uid';
  const free = condition[key] === undefined;
  condition[key] = value;
  return operator === '==' && free && (key === 'uid' ? UID : TEXT).test(value);
}
