import { ExternalLink } from '@shop-portal/plugin-shop-react';
import { ReleaseHistory } from '@shop-portal/plugin-shop-rollouts-common';

export interface ReleaseCommitLinkProps {
  history?: ReleaseHistory;
  tag: string;
  /** Says the author too. */
  hasAuthor?: boolean;
}

/** What the newest commit of a release is about; nothing while unknown. */
export function ReleaseCommitLink(props: ReleaseCommitLinkProps) {
  const commit = props.history?.commits.find(({ tag }) => tag === props.tag);
  if (!commit) {
    return null;
  }
  return (
    <ExternalLink href={commit.url}>
      {props.hasAuthor && commit.author
        ? `${commit.subject} · ${commit.author}`
        : commit.subject}
    </ExternalLink>
  );
}
