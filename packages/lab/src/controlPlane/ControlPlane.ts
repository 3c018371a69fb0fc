import { LabControls } from '../control';
import { ResourceReader } from '../kubernetes';

/** Clusters and an Argo CD that deploys to them: the lab's, or real ones. */
export interface ControlPlane {
  /** What the clusters hold, by their names. */
  stores: ReadonlyMap<string, ResourceReader>;
  controls: Pick<LabControls, 'loseNextPatch' | 'fail' | 'heal' | 'scale'>;
  /** Tells Argo CD that the deployment repository has moved. */
  notifyPush(): Promise<void>;
  close(): Promise<void>;
}
