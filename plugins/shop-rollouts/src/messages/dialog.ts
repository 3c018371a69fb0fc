/** Texts of the dialogs in front of actions. */
export const dialogMessages = {
  liveNow: 'Live now',
  new: 'New',
  stops: 'Stops',
  again: 'Starts again',
  reason: 'Reason',
  required: 'Required',
  optional: 'Optional',
  reasonHelp: 'Stays in the record with your name.',
  reasonMissing: 'Write a reason.',
  changedTag: 'Changed while you were reading: {{tag}} arrived.',
  changedState: 'Changed while you were reading: the state is now “{{state}}”.',
  changedGone: 'Changed while you were reading: it is gone.',
  showNewState: 'Show the new state',
  wasAborted:
    '{{next}} was aborted at {{time}}. This takes the abort back and makes it live.',
  wasAbortedBecause:
    '{{next}} was aborted at {{time}}: "{{reason}}". This takes the abort back and makes it live.',
  skips: {
    person: 'the wait for a person',
    time: '{{time}} of waiting',
    all: 'Skips: {{wait}}, and every check that is left. {{next}} still has to be ready.',
  },
  promote: {
    title: 'Promote {{next}} to live in {{env}}?',
    confirm: 'Promote {{next}}',
    text: 'Live traffic moves to {{next}} in a few seconds. {{live}} keeps running for {{time}}, so you can go back at once.',
  },
  promoteNow: {
    title: 'Promote {{next}} now, without the remaining checks?',
    confirm: 'Promote now',
  },
  promoteFull: {
    title: 'Skip all waits and checks for {{next}}?',
    confirm: 'Promote fully',
  },
  abort: {
    title: 'Abort {{next}} in {{env}}?',
    confirm: 'Abort release',
    cancel: 'Keep it',
    keepsTraffic:
      '{{next}} stops. Live traffic stays on {{live}}. Git still asks for {{next}}.',
    movesTraffic:
      '{{next}} stops and its live traffic moves back. Git still asks for {{next}}.',
  },
  retry: {
    title: 'Retry {{next}} in {{env}}?',
    confirm: 'Retry',
    confirmAndGoLive: 'Retry and go live',
    waits:
      '{{next}} starts again in preview and waits for a promotion. Live traffic stays on {{live}}.',
    goesLiveByItself:
      '{{next}} starts again and goes live when its pods are ready. Until then live traffic stays on {{live}}.',
    oldController:
      'This cluster runs Argo Rollouts 1.9. If you retry before {{time}}, {{next}} goes live without waiting for you. Wait {{wait}}, or abort for good with Roll back in Git.',
  },
  sync: {
    title: 'Sync {{application}} to {{revision}}?',
    titleWithoutRevision: 'Sync {{application}}?',
    confirm_one: 'Sync {{count}} change',
    confirm_other: 'Sync {{count}} changes',
    confirmWithoutChange: 'Sync',
    changes: 'Argo CD applies what Git says to:',
    noChanges: 'Git and cluster agree. Argo CD applies everything again.',
    pruneOff: 'Prune is off.',
    stays: 'No longer in Git, and stays: {{names}}.',
  },
} as const;
