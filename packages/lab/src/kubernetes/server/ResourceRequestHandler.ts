import { Request, Response } from 'express';
import {
  detailsOf,
  methodNotAllowed,
  noSuchResource,
  notFound,
} from '../ApiError';
import { Faults } from '../Faults';
import { KubernetesObject, ObjectKey, ResourceStore } from '../ResourceStore';
import { requireDefinition, ResourceDefinition } from '../resourceTypes';
import { parseFieldSelector, parseLabelSelector, Predicate } from './selectors';
import { listObjects } from './listObjects';
import { readPodLog } from './readPodLog';
import { readChange, toDraft } from './requestBodies';
import { parseRequestOptions, RequestOptions } from './requestOptions';
import { RequestTarget, verbOf } from './requestTarget';
import { scaleOf, withScale } from './scale';
import { Watches } from './Watches';

/** Answers requests for objects: the verbs of the API. */
export class ResourceRequestHandler {
  constructor(
    private readonly cluster: {
      store: ResourceStore;
      watches: Watches;
      faults: Faults;
    },
  ) {}

  handle(request: Request, response: Response, target: RequestTarget): void {
    const { store, watches } = this.cluster;
    const definition = requireServed(target);
    const options = parseRequestOptions(request);
    const matches = toPredicate(definition, target, options);
    // The name is there for those verbs that need one.
    const key: ObjectKey = { ...target, name: target.name ?? '' };
    switch (verbOf(request, target)) {
      case 'list':
        response.json(listObjects(this.cluster, definition, matches, options));
        break;
      case 'watch':
        watches.start(response, definition, matches, options);
        break;
      case 'create': {
        if (definition.namespaced && !target.namespace) {
          throw methodNotAllowed();
        }
        const draft = toDraft(definition, readChange(request)({}), target);
        response.status(201).json(store.create(definition, draft));
        break;
      }
      case 'get':
        this.read(request, response, key, target.subresource);
        break;
      case 'delete': {
        const { uid } = store.delete(key).metadata;
        const details = { ...detailsOf(target), uid };
        const status = { kind: 'Status', apiVersion: 'v1', metadata: {} };
        response.json({ ...status, status: 'Success', details });
        break;
      }
      default:
        response.json(this.change(request, definition, { ...target, ...key }));
    }
  }

  private read(
    request: Request,
    response: Response,
    key: ObjectKey,
    subresource?: string,
  ): void {
    const object = this.cluster.store.get(key);
    if (!object) {
      throw notFound(key);
    }
    if (subresource === 'log') {
      const { container } = request.query;
      response.type('text').send(readPodLog(object, container));
    } else {
      response.json(subresource === 'scale' ? scaleOf(object) : object);
    }
  }

  private change(
    request: Request,
    definition: ResourceDefinition,
    target: RequestTarget & ObjectKey,
  ): object {
    const { store, faults } = this.cluster;
    const change = readChange(request);
    if (target.subresource === 'scale') {
      const scaled = store.modify(target, object =>
        withScale(object, change(scaleOf(object))),
      );
      return scaleOf(scaled);
    }
    const subresource = target.subresource === 'status' ? 'status' : undefined;
    const lost =
      subresource &&
      definition.kind === 'Rollout' &&
      faults.current.loseNextPatch;
    const before = store.resourceVersion;
    const changed = store.modify(
      target,
      object => toDraft(definition, change(object), target),
      { subresource, lost },
    );
    if (lost && store.resourceVersion !== before) {
      faults.set({ loseNextPatch: false });
    }
    return changed;
  }
}

/** @throws ApiError 404 for what the cluster does not serve */
function requireServed(target: RequestTarget): ResourceDefinition {
  const { version, namespace, name, subresource } = target;
  const definition = requireDefinition(target);
  const isInScope = definition.namespaced ? !name || namespace : !namespace;
  const isKnown = !subresource || definition.subresources.includes(subresource);
  if (version !== definition.version || !isInScope || !isKnown) {
    throw noSuchResource();
  }
  return definition;
}

/** What a request selects. */
function toPredicate(
  definition: ResourceDefinition,
  { namespace, name }: RequestTarget,
  { labelSelector, fieldSelector }: RequestOptions,
): Predicate {
  const byLabels = parseLabelSelector(labelSelector);
  const byFields = parseFieldSelector(fieldSelector, definition);
  return (object: KubernetesObject) =>
    (!namespace || object.metadata.namespace === namespace) &&
    (!name || object.metadata.name === name) &&
    byLabels(object) &&
    byFields(object);
}
