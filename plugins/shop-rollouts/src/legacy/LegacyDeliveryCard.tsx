import { DeliveryOverviewCard } from '../components/OverviewCard/DeliveryOverviewCard';
import { LegacyFrame } from './LegacyFrame';

export function LegacyDeliveryCard() {
  return (
    <LegacyFrame>
      <DeliveryOverviewCard />
    </LegacyFrame>
  );
}
