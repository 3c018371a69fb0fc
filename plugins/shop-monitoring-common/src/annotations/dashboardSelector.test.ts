import {
  matchesDashboardSelector,
  parseDashboardSelector,
} from './dashboardSelector';

const dashboard = {
  uid: 'svc-1',
  title: 'Service overview',
  tags: ['shop', 'overview'],
};

describe('grafana/dashboard-selector', () => {
  it.each<[string, boolean]>([
    ['shop', true],
    ['sho', false],
    ["tags @> 'shop'", true],
    ['tags @> "shop" && tags @> "overview"', true],
    ["tags @> 'shop' && title == 'Nodes'", false],
    ["title == 'Nodes' || title == 'Service overview'", true],
    ["uid == 'svc-1'", true],
    ["uid == 'svc-2' || tags @> 'other'", false],
  ])('%s', (text, matches) => {
    const selector = parseDashboardSelector(text);
    if (!selector) {
      throw new Error('It was not read');
    }
    expect(matchesDashboardSelector(selector, dashboard)).toBe(matches);
  });
});
