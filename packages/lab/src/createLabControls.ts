import { LabControls } from './control';
import { ControlPlane } from './controlPlane/ControlPlane';
import { GitHub } from './github';
import { RequestCounter } from './http/requestCounter';
import { Monitoring } from './monitoring';

/** Who commits image tags: the lab's CI. */
const CI = { name: 'Release workflow', email: 'ci@shop.example' };

/** Connects the control server to what it controls. */
export function createLabControls(lab: {
  github: GitHub;
  controlPlane: ControlPlane;
  monitoring: Monitoring;
  counter: RequestCounter;
}): LabControls {
  const { github, controlPlane, monitoring, counter } = lab;
  return {
    ...controlPlane.controls,
    pushTag: request => github.pushTag({ ...request, author: CI }),
    failUpstream: (name, fault) => monitoring.faults[name].set(fault),
    healUpstream: name => monitoring.faults[name].heal(),
    requests: () => counter.snapshot(),
    resetRequests: () => counter.reset(),
  };
}
