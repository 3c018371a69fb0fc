import { readMonitoringLinks } from './readMonitoringLinks';

function read(annotations: Record<string, string>) {
  return readMonitoringLinks({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'storefront', annotations },
  });
}

const ID = { 'backstage.io/kubernetes-id': 'storefront' };
const byService = { labels: [{ name: 'service', value: 'storefront' }] };

describe('readMonitoringLinks', () => {
  it.each<[string, Record<string, string>, object]>([
    ['nothing', {}, { problems: [] }],
    [
      'the id of Kubernetes',
      ID,
      {
        service: 'storefront',
        datadog: { tags: ['service:storefront'] },
        prometheus: byService,
        problems: [],
      },
    ],
    [
      'a name of its own',
      { ...ID, 'datadoghq.com/service': 'MirApp' },
      {
        service: 'MirApp',
        datadog: { tags: ['service:mirapp'] },
        prometheus: { labels: [{ name: 'service', value: 'MirApp' }] },
        problems: [],
      },
    ],
    [
      'tags, labels, names, instance and environments',
      {
        ...ID,
        'datadoghq.com/monitor-tags': 'team:shop, tier:web',
        'prometheus.io/labels': 'app=storefront, tier="web"',
        'prometheus.io/alert': 'HighErrorRate,Slow',
        'prometheus.io/service-name': 'main',
        'shop-portal.example/environments': 'dev, prod',
        'backstage.io/kubernetes-namespace': 'ecommerce',
      },
      {
        service: 'storefront',
        namespace: 'ecommerce',
        environments: ['dev', 'prod'],
        datadog: { tags: ['team:shop', 'tier:web'] },
        prometheus: {
          labels: [
            { name: 'app', value: 'storefront' },
            { name: 'tier', value: 'web' },
          ],
          alertNames: ['HighErrorRate', 'Slow'],
          instance: 'main',
        },
        problems: [],
      },
    ],
    [
      'alerts by name alone',
      { 'prometheus.io/alert': 'HighErrorRate' },
      {
        prometheus: { labels: [], alertNames: ['HighErrorRate'] },
        problems: [],
      },
    ],
    [
      'all alerts of the service',
      { ...ID, 'prometheus.io/alert': 'all' },
      expect.objectContaining({ prometheus: byService }),
    ],
    [
      'all alerts of nobody',
      { 'prometheus.io/alert': 'all' },
      { problems: [] },
    ],
  ])('reads %s', (_name, annotations, links) => {
    expect(read(annotations)).toEqual(links);
  });

  it.each<[string, string]>([
    ['datadoghq.com/service', 'storefront" OR status:alert'],
    ['datadoghq.com/service', ''],
    ['datadoghq.com/monitor-tags', 'service:a b'],
    ['datadoghq.com/monitor-tags', 'service:a" OR "service:b'],
    ['datadoghq.com/monitor-tags', Array(30).fill('a:b').join(',')],
    ['prometheus.io/labels', 'service="} or up{a="b'],
    ['prometheus.io/labels', 'service'],
    ['prometheus.io/labels', 'ser-vice=a'],
    ['prometheus.io/labels', 'service=a\nb'],
    ['prometheus.io/alert', 'A"} or vector(1) #'],
    ['prometheus.io/service-name', '../other'],
    ['grafana/dashboard-selector', "tags @> 'a' || (title == 'b')"],
    ['grafana/dashboard-selector', "title == 'a' && title == 'b'"],
    ['grafana/dashboard-selector', "uid == '../admin'"],
    ['grafana/dashboard-selector', "folderTitle == 'x'"],
    ['grafana/dashboard-selector', 'a'.repeat(600)],
  ])('refuses %s: %s, and drops the link', (annotation, text) => {
    const links = read({ [annotation]: text });

    expect(links).toEqual({
      problems: [
        {
          annotation,
          message: expect.stringMatching(/^The annotation \S+ must be .+\.$/),
        },
      ],
    });
  });

  it('does not fall back to another service when its name is invalid', () => {
    const links = read({ ...ID, 'datadoghq.com/service': '*' });

    expect(links.datadog).toBeUndefined();
    expect(links.prometheus).toBeUndefined();
  });
});
