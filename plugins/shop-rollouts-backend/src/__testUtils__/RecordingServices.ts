import { EventEmitter } from 'events';
import {
  AuditorService,
  AuditorServiceCreateEventOptions,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  notificationService,
  NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import {
  SignalPayload,
  signalsServiceRef,
} from '@backstage/plugin-signals-node';
import { JsonObject } from '@backstage/types';

export interface AuditedEvent {
  eventId: string;
  severityLevel?: string;
  outcome: 'succeeded' | 'failed';
  meta: JsonObject;
}

/**
 * The services through which the plugin speaks, with everything it says
 * written down. Emits `signal` and `notice`.
 */
export class RecordingServices extends EventEmitter {
  readonly signals: string[][] = [];
  readonly audited: AuditedEvent[] = [];
  readonly notices: NotificationSendOptions[] = [];

  constructor(private readonly areNoticesDown: () => boolean = () => false) {
    super();
    // Many tests may wait for the same signal.
    this.setMaxListeners(0);
  }

  factories() {
    return [
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({
          publish: async signal => this.receiveSignal(signal),
        }),
      }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({ send: async notice => this.receiveNotice(notice) }),
      }),
      createServiceFactory({
        service: coreServices.auditor,
        deps: {},
        factory: () => this.createAuditor(),
      }),
    ];
  }

  private receiveSignal(signal: SignalPayload): void {
    const { entityRefs } = signal.message;
    if (Array.isArray(entityRefs)) {
      this.signals.push(entityRefs.map(String));
    }
    this.emit('signal');
  }

  private receiveNotice(notice: NotificationSendOptions): void {
    if (this.areNoticesDown()) {
      throw new Error('Notifications are down');
    }
    this.notices.push(notice);
    this.emit('notice');
  }

  private createAuditor(): AuditorService {
    return {
      createEvent: async (options: AuditorServiceCreateEventOptions) => {
        const end = (outcome: AuditedEvent['outcome'], meta?: JsonObject) =>
          this.audited.push({
            eventId: options.eventId,
            severityLevel: options.severityLevel,
            outcome,
            meta: { ...options.meta, ...meta },
          });
        return {
          success: async result => {
            end('succeeded', result?.meta);
          },
          fail: async result => {
            end('failed', { ...result.meta, error: result.error.message });
          },
        };
      },
    };
  }
}
