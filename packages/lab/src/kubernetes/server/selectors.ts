import { badRequest } from '../apiErrors';
import { KubernetesObject } from '../ResourceStore';
import { apiVersionOf, ResourceDefinition } from '../resourceTypes';

export type Predicate = (object: KubernetesObject) => boolean;

const NAME = '([A-Za-z0-9][-A-Za-z0-9_./]*)';
const SET_REQUIREMENT = new RegExp(`^${NAME}\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const EQUALITY_REQUIREMENT = new RegExp(
  `^${NAME}\\s*(==|=|!=)\\s*([-A-Za-z0-9_.]*)$`,
);
const EXISTENCE_REQUIREMENT = new RegExp(`^(!?)\\s*${NAME}$`);
const COMMA_OUTSIDE_PARENTHESES = /,(?![^(]*\))/;

const COMMON_FIELDS = ['metadata.name', 'metadata.namespace'];

/** The test for `app=web,tier in (a, b),!canary`. */
export function parseLabelSelector(text: string): Predicate {
  const requirements = split(text, COMMA_OUTSIDE_PARENTHESES).map(
    parseRequirement,
  );
  return ({ metadata: { labels = {} } }) =>
    requirements.every(holds => holds(labels));
}

function parseRequirement(
  text: string,
): (labels: Record<string, string>) => boolean {
  const set = SET_REQUIREMENT.exec(text);
  if (set) {
    const [, name, operator, list] = set;
    const values = list.split(',').map(value => value.trim());
    return labels =>
      operator === 'in'
        ? name in labels && values.includes(labels[name])
        : !values.includes(labels[name]);
  }
  const equality = EQUALITY_REQUIREMENT.exec(text);
  if (equality) {
    const [, name, operator, value] = equality;
    return labels => (labels[name] === value) === (operator !== '!=');
  }
  const existence = EXISTENCE_REQUIREMENT.exec(text);
  if (existence) {
    const [, not, name] = existence;
    return labels => name in labels === (not === '');
  }
  throw badRequest(`unable to parse requirement: ${text}`);
}

/** The test for `metadata.name=web,status.phase!=Running`. */
export function parseFieldSelector(
  text: string,
  definition: ResourceDefinition,
): Predicate {
  const supported = [...COMMON_FIELDS, ...definition.selectableFields];
  const requirements = split(text, ',').map(requirement => {
    const parts = /^([^=!]+?)(==|=|!=)(.*)$/.exec(requirement);
    if (!parts) {
      throw badRequest(
        `invalid selector: '${requirement}'; can't understand '${requirement}'`,
      );
    }
    const [, field, operator, value] = parts;
    if (!supported.includes(field)) {
      throw badRequest(
        `Unable to find "${apiVersionOf(definition)}, Resource=${
          definition.plural
        }" that match label selector "", field selector "${text}": field label not supported: ${field}`,
      );
    }
    return (object: KubernetesObject) =>
      (readField(object, field) === value) === (operator !== '!=');
  });
  return object => requirements.every(holds => holds(object));
}

function readField(object: KubernetesObject, path: string): string {
  let value: unknown = object;
  for (const step of path.split('.')) {
    value =
      typeof value === 'object' && value !== null
        ? new Map<string, unknown>(Object.entries(value)).get(step)
        : undefined;
  }
  return value === undefined ? '' : String(value);
}

function split(text: string, separator: string | RegExp): string[] {
  return text
    .split(separator)
    .map(part => part.trim())
    .filter(part => part !== '');
}
