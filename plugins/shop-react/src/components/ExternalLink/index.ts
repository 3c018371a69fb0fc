export { ExternalLink } from './ExternalLink';
export type { ExternalLinkProps } from './ExternalLink';
export { isWebUrl } from './isWebUrl';
