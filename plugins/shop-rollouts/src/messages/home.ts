/** Texts of the cards of Home. */
export const homeMessages = {
  waiting: {
    title: 'Waiting for you',
    someoneElse: 'Waiting for someone else',
    summary: '{{number}} · oldest {{age}}',
    row: '{{next}} is ready, {{live}} is live',
    nothing: 'Nothing waits for you.',
    nothingForViewer: 'Nothing here waits for you. You can look at everything.',
    last: 'Last:',
    failed: 'Could not read what waits.',
    servicesBelow: 'Your services are below.',
    partial: 'What waits there may be missing.',
    review: 'Review',
  },
  services: {
    title: 'Your services',
    nothing: 'You own no service that is delivered from here.',
    failed: 'Could not read your services.',
  },
  changes: {
    title: 'Recent changes',
    text: '{{person}} {{what}} {{tag}} in {{env}},',
    nothing: 'Nothing was done yet.',
    failed: 'Could not read the recent changes.',
  },
  sources: {
    title: 'Sources',
    cluster: 'Cluster',
    argocd: 'Argo CD',
    live: 'Live',
    staleSince: 'Stale since {{time}}',
    stale: 'Stale',
    failed: 'Could not read which sources answer.',
    nothing: 'No cluster and no Argo CD is configured.',
  },
} as const;
