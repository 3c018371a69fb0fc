import { ReplicaSetObject } from '../kubernetes';
import { ContainerImage } from '../types';
import { imageTag } from './imageTag';

/** The images of a pod template, in its order. */
export function containerImages(
  template: ReplicaSetObject['spec']['template'],
): ContainerImage[] {
  const containers = template?.spec?.containers ?? [];
  return containers.map(({ name, image }) => ({
    container: name,
    image,
    tag: imageTag(image),
  }));
}
