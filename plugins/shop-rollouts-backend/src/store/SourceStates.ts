import { StaleSource } from '@shop-portal/plugin-shop-rollouts-common';
import { SourceRef } from './DeliveryStore';

interface SourceState {
  ref: SourceRef;
  answering: boolean;
  lastHeard?: Date;
}

/** Which upstreams answer, and since when the others do not. */
export class SourceStates {
  private readonly states = new Map<string, SourceState>();

  add(ref: SourceRef): void {
    this.states.set(sourceKey(ref), { ref, answering: false });
  }

  list(): SourceRef[] {
    return [...this.states.values()].map(state => state.ref);
  }

  /** Answers whether that is news. */
  set(ref: SourceRef, answering: boolean): boolean {
    const state = this.states.get(sourceKey(ref)) ?? { ref, answering };
    const changed =
      state.answering !== answering || !this.states.has(sourceKey(ref));
    this.states.set(sourceKey(ref), {
      ref,
      answering,
      lastHeard: answering ? new Date() : state.lastHeard,
    });
    return changed;
  }

  getStale(ref: SourceRef): StaleSource | undefined {
    const state = this.states.get(sourceKey(ref));
    if (!state || state.answering) {
      return undefined;
    }
    return {
      name: ref.name,
      kind: ref.kind,
      since: state.lastHeard?.toISOString(),
    };
  }
}

function sourceKey(ref: SourceRef): string {
  return `${ref.kind}:${ref.name}`;
}
