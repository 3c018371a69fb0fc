import { join } from 'node:path';
import { LabConfig } from './config/LabConfig';
import { startControlServer } from './control';
import { connectControlPlane } from './controlPlane/connectControlPlane';
import { startLabControlPlane } from './controlPlane/startLabControlPlane';
import { createLabControls } from './createLabControls';
import { startGitHub } from './github';
import { RequestCounter } from './http/requestCounter';
import { labPeople, startIdentityProvider } from './identity';
import { startMonitoring } from './monitoring';
import { startNotices } from './notices';

/** What Argo CD follows. */
const DEPLOYMENT_REPOSITORY = 'deploy';

export interface Lab {
  close(): Promise<void>;
}

/** Starts everything that stands in for an upstream, in the order of need. */
export async function startLab(options: {
  config: LabConfig;
  dataDir: string;
  /** What the repositories of the lab's GitHub start with. */
  seedsDir: string;
  onError: (error: unknown) => void;
}): Promise<Lab> {
  const { config, dataDir, onError } = options;
  const counter = new RequestCounter();

  const identity = await startIdentityProvider({
    ...config.identity,
    redirectUris: [`${config.portal.url}/api/auth/oidc/handler/frame`],
    dataDir,
    portalUrl: config.portal.url,
    people: labPeople,
  });

  // Argo CD needs the repositories, so it hears of pushes to them later on.
  let notifyArgoCd = async () => {};
  const github = await startGitHub({
    ...config.github,
    dataDir,
    seedsDir: options.seedsDir,
    portalUrl: config.portal.url,
    counter,
    timings: config.timings,
    onPush: ({ repository }) => {
      if (repository === DEPLOYMENT_REPOSITORY) {
        notifyArgoCd().catch(onError);
      }
    },
  });

  const { organization } = config.github;
  const controlPlaneOptions = {
    dataDir,
    deploymentUrl: `${github.url}/${organization}/${DEPLOYMENT_REPOSITORY}.git`,
  };
  const controlPlane = config.realControlPlane
    ? await connectControlPlane(controlPlaneOptions)
    : await startLabControlPlane({
        ...controlPlaneOptions,
        config,
        counter,
        imageExists: image => github.registry.exists(image),
        onError,
      });
  notifyArgoCd = controlPlane.notifyPush;

  const notices = await startNotices({
    config: config.notices,
    dataDir,
    portalUrl: config.portal.url,
    people: labPeople,
    counter,
    onError,
  });
  const monitoring = await startMonitoring({
    config: config.monitoring,
    stores: controlPlane.stores,
    dataDir,
    counter,
    notices: notices.notices,
    portalUrl: config.portal.url,
    dashboardsDir: join(options.seedsDir, 'dashboards'),
    onError,
  });

  const control = await startControlServer({
    ...config.control,
    controls: createLabControls({
      github,
      controlPlane,
      monitoring,
      counter,
    }),
  });

  return {
    close: async () => {
      await control.close();
      await monitoring.close();
      await notices.close();
      await controlPlane.close();
      await github.close();
      await identity.close();
    },
  };
}
