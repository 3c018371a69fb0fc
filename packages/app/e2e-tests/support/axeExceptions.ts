/** A fault of a third-party part that the portal shows as it is. */
export interface AxeException {
  /** Paths of the pages that have it. */
  page: RegExp;
  /** Id of axe's rule. */
  rule: string;
  /** Matches the elements that break the rule, and no others. */
  selector: string;
  reason: string;
}

/**
 * Serious and critical findings of axe in parts that are not ours and that the
 * theme cannot mend. Everything else counts.
 */
export const axeExceptions: AxeException[] = [
  {
    page: /^\//,
    rule: 'label-content-name-mismatch',
    selector: 'nav a[href="/notifications"]',
    reason:
      '@backstage/plugin-notifications: the entry of the sidebar is named without the number of unread notifications that it shows.',
  },
  {
    page: /^\/(create|settings)(\/|$)/,
    rule: 'aria-valid-attr-value',
    selector: '.bui-PluginHeader .bui-Tab',
    reason:
      '@backstage/ui: the tabs of a page header are links to other pages, but name a panel of this page that does not exist.',
  },
  {
    page: /^\/create(\/templates)?\/?$/,
    rule: 'link-name',
    selector: '[id^="viewDetail-template"] a',
    reason:
      '@backstage/plugin-scaffolder: the link to the template is an icon; its name is on the button around it.',
  },
  {
    page: /^\/create(\/templates)?\/?$/,
    rule: 'nested-interactive',
    selector: '[id^="viewDetail-template"]',
    reason:
      '@backstage/plugin-scaffolder: a button around the link to the template.',
  },
  {
    page: /^\/catalog\/?$/,
    rule: 'nested-interactive',
    selector: 'th .MuiTableSortLabel-root',
    reason:
      '@backstage/core-components: column headings are drag handles inside of sort buttons.',
  },
  {
    page: /^\/notifications\/?$/,
    rule: 'aria-command-name',
    selector: 'th [data-rbd-draggable-id]',
    reason:
      '@backstage/core-components: column headings without a text are drag handles too.',
  },
  {
    page: /^\/search\/?$/,
    rule: 'listitem',
    selector: 'li.MuiListItem-root',
    reason:
      '@backstage/plugin-search-react: results are items of a list that is no list element.',
  },
];
