import { useEntityPresentation } from '@backstage/plugin-catalog-react';

/**
 * The name of a person as people know it, for use inside sentences.
 * @public
 */
export function usePersonName(entityRef: string): string {
  return useEntityPresentation(entityRef, { defaultKind: 'user' }).primaryTitle;
}

/** @public */
export interface PersonNameProps {
  /** Full entity reference, for example `user:default/olga.petrova`. */
  entityRef: string;
}

/**
 * The name of a person as people know it.
 * @public
 */
export function PersonName(props: PersonNameProps) {
  return <span>{usePersonName(props.entityRef)}</span>;
}
