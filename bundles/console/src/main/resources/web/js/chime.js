// SPDX-License-Identifier: Apache-2.0
// A soft sound. Browsers let a page sound only after somebody has used it.
const KEY = 'tenon.sound';
const TONES = [[784, 0], [1046.5, .18]];
const SECONDS = 1.2;

let context;

/** Not every touch of a key is a use of the page in the browser's eyes: Shift alone is none. */
function wake() {
  if (navigator.userActivation?.hasBeenActive === false) return;
  context ??= new AudioContext();
  if (context.state === 'suspended') context.resume();
}

for (const use of ['pointerup', 'keydown', 'click']) addEventListener(use, wake);

export function isSoundOn() { return localStorage.getItem(KEY) !== 'off'; }

export function turnSound(on) { localStorage.setItem(KEY, on ? 'on' : 'off'); }

/** Sounds in one of the tabs that may: the first takes the lock, the others find it taken. */
export async function chime() {
  if (!isSoundOn() || context?.state !== 'running') return;
  if (navigator.locks) await navigator.locks.request('tenon.sound', { ifAvailable: true }, lock => lock && play());
  else await play();
}

function play() {
  for (const [frequency, delay] of TONES) {
    const start = context.currentTime + delay;
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(.12, start + .02);
    volume.gain.exponentialRampToValueAtTime(.0001, start + SECONDS - delay);
    const tone = new OscillatorNode(context, { frequency });
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + SECONDS - delay);
  }
  return new Promise(done => setTimeout(done, SECONDS * 1000));
}
