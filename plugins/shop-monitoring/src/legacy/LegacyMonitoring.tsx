import { PropsWithChildren, useState } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { MonitoringTab } from '../components/MonitoringTab/MonitoringTab';
import { MonitoringOverviewCard } from '../components/OverviewCard/MonitoringOverviewCard';
import { createQueryClient } from '../queries/createQueryClient';

/** What the new frontend system brings around the parts of a plugin. */
function LegacyFrame(props: PropsWithChildren<{}>) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>{props.children}</QueryClientProvider>
  );
}

/** The Monitoring tab where no wrapper of the plugin stands around it. */
export function LegacyMonitoringContent() {
  return (
    <LegacyFrame>
      <MonitoringTab />
    </LegacyFrame>
  );
}

/** The overview card where no wrapper of the plugin stands around it. */
export function LegacyMonitoringCard() {
  return (
    <LegacyFrame>
      <MonitoringOverviewCard />
    </LegacyFrame>
  );
}
