/** `metadata.namespace`, and most other short names in Kubernetes. */
export const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** `metadata.name` of Rollouts, Applications and projects. */
export const DNS_SUBDOMAIN =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

export const LABEL_VALUE = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

export const LABEL_KEY =
  /^((?=[^/]{1,253}\/)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** Names that the portal's own configuration gives to upstreams. */
export const UPSTREAM_NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;

/** One entity reference with all three parts. */
export const FULL_ENTITY_REF =
  /^[^\s:/,;]{1,63}:[^\s:/,;]{1,63}\/[^\s:/,;]{1,63}$/;
