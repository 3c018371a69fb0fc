import { writeAppConfig } from './portalData.mjs';
import {
  prepareControlPlane,
  startControlPlane,
} from './startControlPlane.mjs';
import { startLab } from './startLab.mjs';

/** Makes what the upstreams of this data take, before anything is started. */
export async function prepareUpstreams(data) {
  return data.lab.realControlPlane
    ? { ...data, programs: await prepareControlPlane() }
    : data;
}

/**
 * Starts what the portal talks to and writes its configuration. Resolves with
 * true once all of it is ready.
 */
export async function startUpstreams(supervisor, toolchain, data) {
  let controlPlane;
  if (data.lab.realControlPlane) {
    controlPlane = await startControlPlane(supervisor, toolchain, data);
    if (!controlPlane) {
      return false;
    }
  }
  writeAppConfig({ ...data, controlPlane });
  return startLab(supervisor, toolchain, data);
}
