import { Request, Response } from 'express';
import { authorize } from '../access/authorization';
import { answerSelfReview, findSelfReview } from '../access/selfReviews';
import { User } from '../access/tiers';
import { methodNotAllowed, noSuchResource, notFound } from '../apiErrors';
import {
  DraftObject,
  KubernetesObject,
  ObjectKey,
  ResourceStore,
  WriteOptions,
} from '../ResourceStore';
import { findDefinition, ResourceDefinition } from '../resourceTypes';
import { WatchHistory } from '../watch/WatchHistory';
import { WatchHandler } from '../watch/WatchHandler';
import { Faults } from './Faults';
import { parseListOptions, selectionOf } from './listOptions';
import { listObjects } from './lists';
import { checkPatchType, parsePatch } from './patches';
import { readPodLog } from './podLogs';
import {
  mediaTypeOf,
  readJsonBody,
  readObjectBody,
  readReviewBody,
  toDraft,
} from './requestBodies';
import { isWatch, RequestTarget, verbOf } from './requestTarget';
import { isDryRun, parseDeleteOptions } from './writeOptions';

interface NamedTarget extends RequestTarget {
  name: string;
}

/** Answers requests for objects: the verbs of the API. */
export class ResourceRequestHandler {
  private constructor(
    private readonly store: ResourceStore,
    private readonly history: WatchHistory,
    private readonly watches: WatchHandler,
    private readonly faults: Faults,
  ) {}

  static create(options: {
    store: ResourceStore;
    history: WatchHistory;
    watches: WatchHandler;
    faults: Faults;
  }): ResourceRequestHandler {
    const { store, history, watches, faults } = options;
    return new ResourceRequestHandler(store, history, watches, faults);
  }

  handle(
    request: Request,
    response: Response,
    user: User,
    target: RequestTarget,
  ): void {
    // As in a real server, the right is checked before the thing is looked up.
    authorize(user, { ...target, verb: verbOf(request, target) });

    if (findSelfReview(target) && request.method === 'POST') {
      const readBody = () => readReviewBody(request);
      response.status(201).json(answerSelfReview(target, user, readBody));
      return;
    }
    const definition = findDefinition(target);
    if (!definition || !exists(definition, target)) {
      throw noSuchResource();
    }
    if (isNamed(target)) {
      this.handleObject(request, response, definition, target);
    } else {
      this.handleCollection(request, response, definition, target);
    }
  }

  private handleObject(
    request: Request,
    response: Response,
    definition: ResourceDefinition,
    target: NamedTarget,
  ): void {
    switch (request.method) {
      case 'GET':
        this.read(request, response, definition, target);
        break;
      case 'PUT':
        response.json(this.replace(request, definition, target));
        break;
      case 'PATCH':
        response.json(this.patch(request, definition, target));
        break;
      case 'DELETE':
        response.json(this.delete(request, definition, target));
        break;
      default:
        throw methodNotAllowed();
    }
  }

  private handleCollection(
    request: Request,
    response: Response,
    definition: ResourceDefinition,
    target: RequestTarget,
  ): void {
    switch (request.method) {
      case 'GET':
        this.listOrWatch(request, response, definition, target);
        break;
      case 'POST':
        response.status(201).json(this.create(request, definition, target));
        break;
      default:
        throw methodNotAllowed();
    }
  }

  private read(
    request: Request,
    response: Response,
    definition: ResourceDefinition,
    target: NamedTarget,
  ): void {
    const key = keyOf(target);
    const object = this.store.get(key);
    if (target.subresource === 'log') {
      response.type('text').send(readPodLog(key, object, request));
    } else if (isWatch(request)) {
      this.listOrWatch(request, response, definition, target);
    } else if (object) {
      response.json(object);
    } else {
      throw notFound(key);
    }
  }

  private listOrWatch(
    request: Request,
    response: Response,
    definition: ResourceDefinition,
    target: RequestTarget,
  ): void {
    const options = parseListOptions(request);
    const matches = selectionOf(definition, target, options);
    if (options.watch) {
      this.watches.start(response, definition, matches, options);
      return;
    }
    const { store, history } = this;
    response.json(listObjects(store, history, definition, matches, options));
  }

  private create(
    request: Request,
    definition: ResourceDefinition,
    target: RequestTarget,
  ): KubernetesObject {
    const draft = toDraft(definition, readObjectBody(request), target);
    const dryRun = isDryRun(request, 'CreateOptions');
    return this.store.create(definition, draft, { dryRun });
  }

  private replace(
    request: Request,
    definition: ResourceDefinition,
    target: NamedTarget,
  ): KubernetesObject {
    const draft = toDraft(definition, readObjectBody(request), target);
    const dryRun = isDryRun(request, 'UpdateOptions');
    return this.store.replace(definition, draft, {
      ...writeOptionsOf(target),
      dryRun,
    });
  }

  private patch(
    request: Request,
    definition: ResourceDefinition,
    target: NamedTarget,
  ): KubernetesObject {
    const mediaType = mediaTypeOf(request);
    checkPatchType(definition, mediaType);
    const patch = parsePatch(mediaType, readJsonBody(request));
    const dryRun = isDryRun(request, 'PatchOptions');
    const apply = (object: KubernetesObject): KubernetesObject =>
      withIdentity(toDraft(definition, patch(object), target), object);

    const lost = this.losesPatch(target) && !dryRun;
    const key = keyOf(target);
    const before = this.store.get(key)?.metadata.resourceVersion;
    const options = { ...writeOptionsOf(target), dryRun, lost };
    const patched = this.store.modify(key, apply, options);
    if (lost && patched.metadata.resourceVersion !== before) {
      this.faults.set({ loseNextPatch: false });
    }
    return patched;
  }

  private losesPatch(target: RequestTarget): boolean {
    return (
      this.faults.current.loseNextPatch &&
      target.plural === 'rollouts' &&
      target.subresource === 'status'
    );
  }

  private delete(
    request: Request,
    definition: ResourceDefinition,
    target: NamedTarget,
  ): unknown {
    const key = keyOf(target);
    const deleted = this.store.delete(key, parseDeleteOptions(request));
    if (deleted.metadata.finalizers?.length) {
      return deleted;
    }
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name: target.name,
        ...(definition.group && { group: definition.group }),
        kind: definition.plural,
        uid: deleted.metadata.uid,
      },
    };
  }
}

function exists(
  definition: ResourceDefinition,
  target: RequestTarget,
): boolean {
  const { version, namespace, name, subresource } = target;
  if (version !== definition.version) {
    return false;
  }
  if (definition.namespaced ? name && !namespace : namespace !== undefined) {
    return false;
  }
  return (
    subresource === undefined ||
    (subresource === 'status' && definition.status) ||
    (subresource === 'log' && definition.kind === 'Pod')
  );
}

function isNamed(target: RequestTarget): target is NamedTarget {
  return target.name !== undefined;
}

function keyOf({ group, plural, namespace, name }: NamedTarget): ObjectKey {
  return { group, plural, namespace, name };
}

function writeOptionsOf(target: RequestTarget): WriteOptions {
  return target.subresource === 'status' ? { subresource: 'status' } : {};
}

/** A patch may leave out what says which object it was made for. */
function withIdentity(
  draft: DraftObject,
  object: KubernetesObject,
): KubernetesObject {
  return { ...draft, metadata: { ...object.metadata, ...draft.metadata } };
}
