import { ConfigReader } from '@backstage/config';
import { Environments } from './Environments';
import { readShopMonitoringConfig } from './readShopMonitoringConfig';

const KEYS = { apiKey: 'secret-1', applicationKey: 'secret-2' };

const read = (shopMonitoring: object) =>
  readShopMonitoringConfig(
    new ConfigReader({ shopMonitoring: { ...shopMonitoring } }),
  );

describe('readShopMonitoringConfig', () => {
  it('needs nothing', () => {
    expect(readShopMonitoringConfig(new ConfigReader({}))).toMatchObject({
      grafana: { instances: [] },
      prometheus: { instances: [] },
      notifications: { intervalSeconds: 60 },
    });
  });

  it('leaves Datadog out where none of its variables is set', () => {
    expect(read({ datadog: {} }).datadog).toBeUndefined();
  });

  it.each([
    ['datadoghq.com', 'https://api.datadoghq.com', 'https://app.datadoghq.com'],
    ['datadoghq.eu', 'https://api.datadoghq.eu', 'https://app.datadoghq.eu'],
    [
      'us5.datadoghq.com',
      'https://api.us5.datadoghq.com',
      'https://us5.datadoghq.com',
    ],
  ])('knows the addresses of %s', (site, apiUrl, appUrl) => {
    expect(read({ datadog: { site, ...KEYS } }).datadog).toMatchObject({
      apiUrl,
      appUrl,
    });
  });

  it.each<[object, string]>([
    [{ datadog: KEYS }, 'shopMonitoring.datadog: needs site'],
    [
      { datadog: { site: 'a.b/../c', ...KEYS } },
      'shopMonitoring.datadog.site: is not the name of a site',
    ],
    [
      {
        grafana: {
          instances: [{ name: 'main', url: 'file:///x', token: 'secret-3' }],
        },
      },
      'shopMonitoring.grafana.instances[0].url: must be an http or https address',
    ],
    [
      {
        prometheus: {
          instances: [1, 2].map(() => ({ name: 'main', url: 'http://a' })),
        },
      },
      "'main' is repeated in shopMonitoring.prometheus.instances",
    ],
  ])('refuses %j, and repeats no secret', (config, message) => {
    expect(() => read(config)).toThrow(message);
    expect(() => read(config)).not.toThrow(/secret/);
  });

  it('knows only environments of Deliver', () => {
    const config = new ConfigReader({
      shopMonitoring: { environments: [{ name: 'staging' }] },
    });
    expect(() =>
      Environments.fromConfig(config, readShopMonitoringConfig(config)),
    ).toThrow("Unknown environment 'staging' in shopMonitoring.environments");
  });
});
