import { badRequest } from '../ApiError';
import { KubernetesObject } from '../ResourceStore';
import { ResourceDefinition } from '../resourceTypes';

export type Predicate = (object: KubernetesObject) => boolean;

const COMMA_OUTSIDE_PARENTHESES = /,(?![^(]*\))/;
const LABEL_REQUIREMENT =
  /^(?<not>!?)\s*(?<name>[-\w./]+)(?:\s*(?<sign>==|=|!=)\s*(?<value>[-\w.]*)|\s+(?<set>in|notin)\s*\((?<values>[^()]*)\))?$/;
const COMMON_FIELDS = /^metadata\.(name|namespace)$/;
const FIELD_REQUIREMENT = /^(?<field>[^=!]+)(?<sign>==|=|!=)(?<value>.*)$/;

/** The test for `app=web,tier in (a, b),!canary`. */
export function parseLabelSelector(text: string): Predicate {
  const requirements = split(text, COMMA_OUTSIDE_PARENTHESES).map(
    parseLabelRequirement,
  );
  return ({ metadata: { labels = {} } }) =>
    requirements.every(holds => holds(labels));
}

function parseLabelRequirement(
  text: string,
): (labels: Record<string, string>) => boolean {
  const parts = LABEL_REQUIREMENT.exec(text)?.groups;
  if (!parts || (parts.not && (parts.sign || parts.set))) {
    throw badRequest(`unable to parse requirement: ${text}`);
  }
  const { not, name, sign, value, set, values } = parts;
  if (sign) {
    return labels => (labels[name] === value) === (sign !== '!=');
  }
  if (set) {
    const wanted = split(values, ',');
    return labels => wanted.includes(labels[name]) === (set === 'in');
  }
  return labels => name in labels === (not === '');
}

/** The test for `metadata.name=web,status.phase!=Running`. */
export function parseFieldSelector(
  text: string,
  definition: ResourceDefinition,
): Predicate {
  const { selectable } = definition;
  const requirements = split(text, ',').map((requirement): Predicate => {
    const { field, sign, value } =
      FIELD_REQUIREMENT.exec(requirement)?.groups ?? {};
    if (!COMMON_FIELDS.test(field) && !selectable?.test(field)) {
      throw badRequest(`field label not supported: ${field ?? requirement}`);
    }
    return object => (readField(object, field) === value) === (sign !== '!=');
  });
  return object => requirements.every(holds => holds(object));
}

function readField(object: KubernetesObject, path: string): string {
  const value = path
    .split('.')
    .reduce<unknown>((parent, step) => Object(parent)[step], object);
  return String(value ?? '');
}

function split(text: string, separator: string | RegExp): string[] {
  return text
    .split(separator)
    .map(part => part.trim())
    .filter(part => part !== '');
}
