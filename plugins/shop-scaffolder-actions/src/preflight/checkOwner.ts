import {
  Entity,
  parseEntityRef,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { ServiceNames } from '../names';
import type { PreflightResult } from './types';

/** The owning group of what is created. */
export interface Owner {
  ownerRef: string;
  /** Name of the group. */
  team: string;
}

/** Checks that the owner is a group, and that the person is in it. */
export async function checkOwner(options: {
  text: string;
  user: Entity | undefined;
  names: ServiceNames;
}): Promise<PreflightResult<Owner>> {
  const { text, user, names } = options;
  const ownerRef = parseGroupRef(text);
  if (!ownerRef || !(await names.findEntity(ownerRef))) {
    return {
      problems: [`The group ${text} does not exist.`],
      output: { ownerRef: '', team: '' },
    };
  }
  return {
    problems: isMember(user, ownerRef)
      ? []
      : [`You are not in the group ${text}.`],
    output: { ownerRef, team: parseEntityRef(ownerRef).name },
  };
}

function isMember(user: Entity | undefined, group: string): boolean {
  return (
    user?.relations?.some(
      ({ type, targetRef }) =>
        type === RELATION_MEMBER_OF && targetRef === group,
    ) ?? false
  );
}

function parseGroupRef(text: string): string | undefined {
  try {
    const ref = parseEntityRef(text, { defaultKind: 'Group' });
    return ref.kind.toLocaleLowerCase('en-US') === 'group'
      ? stringifyEntityRef(ref)
      : undefined;
  } catch {
    return undefined;
  }
}
