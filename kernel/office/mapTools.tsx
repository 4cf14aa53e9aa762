import { useSay } from './language.tsx';

/** Closer, farther, everything: the same three on both drawings of the map. */
export function MapTools(of: {
  readonly onCloser: () => void;
  readonly onFarther: () => void;
  readonly onAll: () => void;
}) {
  const say = useSay();
  return (
    <div className="map-tools">
      <button type="button" aria-label={say('map.bigger')} title={say('map.bigger')} onClick={of.onCloser}>
        +
      </button>
      <button type="button" aria-label={say('map.smaller')} title={say('map.smaller')} onClick={of.onFarther}>
        −
      </button>
      <button type="button" aria-label={say('map.fit')} title={say('map.fit')} onClick={of.onAll}>
        ⤢
      </button>
    </div>
  );
}
