import { NotDone, queryOf, type Said } from '#kernel/office/door.ts';
import type { LayerFile } from '../screeningState.ts';

/** Sends a tile as it is, and says how far it is: `fetch` does not tell, and a tile of 1 GB takes minutes. */
export function sendLayer(file: File, kind: string, progress: (share: number) => void): Promise<LayerFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/layers${queryOf({ kind, name: file.name })}`);
    request.setRequestHeader('x-minka', 'office');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      if (request.status === 200) return resolve(request.response as LayerFile);
      const said = (request.response as { refusals?: Said[] } | null)?.refusals;
      reject(new NotDone(said ?? [{ code: 'office.failed', params: {} }], request.status));
    };
    request.onerror = () => reject(new NotDone([{ code: 'office.failed', params: {} }], 0));
    request.send(file);
  });
}
