export { CommitLink } from './CommitLink';
export type { CommitLinkProps } from './CommitLink';
