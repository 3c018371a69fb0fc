import fs from 'node:fs';
import path from 'node:path';
import { LabConfig } from '@shop-portal/lab';
import { Setup } from './setup';

export interface SignInClient {
  metadataUrl: string;
  clientId: string;
  clientSecret: string;
}

export interface EnvironmentOptions {
  setup: Setup;
  lab: LabConfig;
  portalUrl: string;
  signIn: SignInClient;
  sessionSecret: string;
  /** Of a service that may call the portal, such as a CI job. */
  serviceToken: string;
}

/**
 * The variables of an installation whose upstreams are the lab's. Those that
 * app-config.production.yaml names come first; the rest sets what is special
 * about this installation, in the way that the file explains.
 */
export function productionEnvironment(
  options: EnvironmentOptions,
): Record<string, string> {
  const { setup, lab, signIn } = options;
  const { clusters, tokens } = lab.kubernetes;
  const { datadog, grafana } = lab.monitoring;
  const { mail } = lab.notices;
  const at = ({ port }: { port: number }) => `http://localhost:${port}`;
  const githubHost = `localhost:${lab.github.port}`;
  const caData = fs
    .readFileSync(path.join(setup.labDir, 'kubernetes/ca.crt'))
    .toString('base64');
  return {
    PORTAL_URL: options.portalUrl,
    POSTGRES_HOST: setup.postgres.host,
    POSTGRES_PORT: String(setup.postgres.port),
    POSTGRES_USER: setup.postgres.user,
    POSTGRES_PASSWORD: setup.postgres.password,
    POSTGRES_DATABASE: 'postgres',
    REDIS_URL: setup.redis,
    AUTH_SESSION_SECRET: options.sessionSecret,
    OIDC_METADATA_URL: signIn.metadataUrl,
    OIDC_CLIENT_ID: signIn.clientId,
    OIDC_CLIENT_SECRET: signIn.clientSecret,
    SHOP_DEV_URL: `https://localhost:${clusters['shop-dev'].port}`,
    SHOP_DEV_CA_DATA: caData,
    SHOP_DEV_READER_TOKEN: tokens.reader,
    SHOP_DEV_PROMOTER_TOKEN: tokens.promoter,
    SHOP_PROD_URL: `https://localhost:${clusters['shop-prod'].port}`,
    SHOP_PROD_CA_DATA: caData,
    SHOP_PROD_READER_TOKEN: tokens.reader,
    SHOP_PROD_PROMOTER_TOKEN: tokens.promoter,
    ARGOCD_URL: at(lab.argocd),
    ARGOCD_TOKEN: lab.argocd.tokens.portal,
    GRAFANA_URL: at(grafana),
    GRAFANA_TOKEN: grafana.token,
    PROMETHEUS_URL: at(lab.monitoring.prometheus),
    ALERTMANAGER_URL: at(lab.monitoring.alertmanager),
    DATADOG_API_KEY: datadog.apiKey,
    DATADOG_APPLICATION_KEY: datadog.applicationKey,
    GITHUB_OWNER: lab.github.organization,
    IMAGE_REGISTRY: 'registry.shop.example/shop',
    SMTP_HOST: '127.0.0.1',
    SMTP_PORT: String(mail.port),
    SMTP_USER: mail.user,
    SMTP_PASSWORD: mail.password,
    MAIL_SENDER: 'Shop portal <portal@shop.example>',

    // Datadog and GitHub are not where all the world has them.
    APP_CONFIG_shopMonitoring_datadog_apiUrl: at(datadog),
    APP_CONFIG_shopMonitoring_datadog_appUrl: at(datadog),
    APP_CONFIG_integrations_github: JSON.stringify([
      {
        host: githubHost,
        apiBaseUrl: `http://${githubHost}/api/v3`,
        rawBaseUrl: `http://${githubHost}/raw`,
        token: lab.github.tokens.portal,
      },
    ]),
    APP_CONFIG_shopCreate_github_host: JSON.stringify(githubHost),
    APP_CONFIG_backend_auth_externalAccess: JSON.stringify([
      {
        type: 'static',
        options: { token: options.serviceToken, subject: 'ci' },
      },
    ]),
    // The lab's mail server has no certificate.
    APP_CONFIG_notifications_processors_email_transportConfig_requireTls:
      'false',
    // One proxy is in front.
    APP_CONFIG_backend_trustProxy: '1',
  };
}
