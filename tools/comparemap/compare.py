#!/usr/bin/env python3
"""Draws the same map with chainatlas and with Mapnik in one run, compares the pixels, and writes a table of CPU times.

The data are made up from a seed: areas, roads, and three numbers of points. Each program draws the frame of each cell in
turn; CPU is of all cores. It exits 1 when a target is missed.
"""
import argparse, json, math, os, random, subprocess, sys, time

import mapnik
import numpy

RADIUS = 6378137.0
MERCATOR = ("+proj=merc +a=6378137 +b=6378137 +lat_ts=0.0 +lon_0=0.0 +x_0=0.0 +y_0=0.0 +k=1.0 +units=m "
            "+nadgrids=@null +wktext +no_defs +over")
ZOOMS = [1, 4, 16]
BASE_TARGET = 0.03  # share of pixels that may be off by more than OFF in a channel
OFF = 0.12


def mercator(p):
    lon, lat = p
    return [RADIUS * math.radians(lon), RADIUS * math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))]


# A frame of 1920 x 1080 units over the district, so that sizes are pixels at the first zoom.
WEST, NORTH, UNIT = 117.0, 36.5, 0.0005


def place(x, y):
    return [round(WEST + x * UNIT, 8), round(NORTH - y * UNIT, 8)]


def areas(rnd, vertices):
    for _ in range(vertices // 200):
        cx, cy, r, ring = rnd.uniform(0, 1920), rnd.uniform(0, 1080), rnd.uniform(20, 60), []
        for i in range(200):
            a = i / 200 * 2 * math.pi
            d = r * (1 + 0.2 * math.sin(7 * a) + 0.05 * rnd.random())
            ring.append(place(cx + d * math.cos(a), cy + d * math.sin(a)))
        yield {"type": "Polygon", "coordinates": [ring + ring[:1]]}


def roads(rnd, vertices):
    for _ in range(vertices // 50):
        x, y, a, line = rnd.uniform(0, 1920), rnd.uniform(0, 1080), rnd.uniform(0, 7), []
        for _ in range(50):
            line.append(place(x, y))
            a += rnd.uniform(-0.4, 0.4)
            x, y = x + 3 * math.cos(a), y + 3 * math.sin(a)
        yield {"type": "LineString", "coordinates": line}


def points(rnd, n):
    for _ in range(n):
        yield {"type": "Point", "coordinates": place(rnd.uniform(0, 1920), rnd.uniform(0, 1080))}


def on_plane(c):
    return mercator(c) if isinstance(c[0], float) else [on_plane(x) for x in c]


def write(path, shapes):
    features = [{"type": "Feature", "properties": {}, "geometry": g} for g in shapes]
    with open(path, "w") as f:
        json.dump({"type": "FeatureCollection", "features": features}, f)


def bounds(c, box):
    if isinstance(c[0], float):
        box[0], box[1] = min(box[0], c[0]), min(box[1], c[1])
        box[2], box[3] = max(box[2], c[0]), max(box[3], c[1])
        return
    for x in c:
        bounds(x, box)


def make(folder, seed, counts, o):
    """Writes degrees for chainatlas and metres for Mapnik, which then need not project. Returns the box of each cell."""
    rnd = random.Random(seed)
    base = {"1-areas": list(areas(rnd, o.areas)), "2-roads": list(roads(rnd, o.roads))}
    boxes = {}
    for n in counts:
        dots = list(points(random.Random(seed + n), n))
        box = [math.inf, math.inf, -math.inf, -math.inf]
        for kind in ("degrees", "metres"):
            os.makedirs(f"{folder}/{n}/{kind}", exist_ok=True)
        for name, shapes in {**base, "3-points": dots}.items():
            if not shapes:
                continue
            plane = [{**g, "coordinates": on_plane(g["coordinates"])} for g in shapes]
            for g in plane:
                bounds(g["coordinates"], box)
            write(f"{folder}/{n}/degrees/{name}.geojson", shapes)
            write(f"{folder}/{n}/metres/{name}.geojson", plane)
        boxes[n] = box
    return boxes


STYLES = """
<Style name="fill"><Rule><PolygonSymbolizer fill="#8fb98f" {simplify}/></Rule></Style>
<Style name="outline"><Rule><LineSymbolizer stroke="#3f6f4f" stroke-width="1" stroke-linejoin="round" {simplify}/></Rule></Style>
<Style name="roads"><Rule><LineSymbolizer stroke="#555f66" stroke-width="1.5" stroke-linejoin="round" {simplify}/></Rule></Style>
<Style name="points"><Rule><MarkersSymbolizer width="8" height="8" fill="#b4513b" stroke="#ffffff" stroke-width="1.5"
  allow-overlap="true" ignore-placement="true"/></Rule></Style>
"""


def mapnik_map(folder, o):
    layers = [("1-areas", ["fill", "outline"]), ("2-roads", ["roads"]), ("3-points", ["points"])]
    simplify = f'simplify="{o.simplify}"' if o.simplify else ""
    xml = f'<Map srs="{MERCATOR}" background-color="#f4f6f7">' + STYLES.format(simplify=simplify)
    for name, styles in layers:
        path = f"{folder}/metres/{name}.geojson"
        if os.path.exists(path):
            xml += f'<Layer name="{name}" srs="{MERCATOR}">' + "".join(f"<StyleName>{s}</StyleName>" for s in styles)
            xml += f'<Datasource><Parameter name="type">geojson</Parameter><Parameter name="file">{path}</Parameter></Datasource></Layer>'
    m = mapnik.Map(o.width, o.height)
    mapnik.load_map_from_string(m, xml + "</Map>")
    return m


def mapnik_frames(m, box, o):
    """Draws each zoom o.repeat times. Returns the CPU milliseconds and the picture of each."""
    out = {}
    cx, cy = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    scale = min(o.width / (box[2] - box[0]), o.height / (box[3] - box[1]))
    for z in ZOOMS:
        w, h = o.width / scale / z / 2, o.height / scale / z / 2
        m.zoom_to_box(mapnik.Box2d(cx - w, cy - h, cx + w, cy + h))
        times = []
        for i in range(o.repeat + 1):
            image = mapnik.Image(o.width, o.height)
            before = time.process_time()
            mapnik.render(m, image)
            if i:  # the first may still read the file
                times.append((time.process_time() - before) * 1000)
        times.sort()
        out[z] = times[(len(times) - 1) // 2], pixels(image, o)
    return out


def pixels(image, o):
    return numpy.frombuffer(image.tostring(), numpy.uint8).reshape(o.height, o.width, 4)[:, :, :3].astype(int)


def ours_frames(folder, o):
    picture = f"{folder}/ours.png"
    call = [o.program, "bench", "map", "--data", f"{folder}/degrees", "--n", str(o.repeat), "--size", f"{o.width}x{o.height}",
            "--zoom", ",".join(map(str, ZOOMS)), "--out", picture, "--json"]
    got = json.loads(subprocess.run(call, check=True, capture_output=True).stdout)
    out = {}
    for f in got["frames"]:
        image = mapnik.Image.open(f"{folder}/ours-x{f['zoom']:g}.png")
        out[f["zoom"]] = f, pixels(image, o)
    return out


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--program", default="build/chainatlas")
    p.add_argument("--dir", default="build/compare-map")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--areas", type=int, default=200_000, help="vertices")
    p.add_argument("--roads", type=int, default=500_000, help="vertices")
    p.add_argument("--points", default="0,10000,100000")
    p.add_argument("--repeat", type=int, default=7)
    p.add_argument("--width", type=int, default=1920)
    p.add_argument("--height", type=int, default=1080)
    p.add_argument("--simplify", type=float, default=0, help="let Mapnik thin its lines too, to so many pixels")
    o = p.parse_args()
    counts = [int(n) for n in o.points.split(",")]
    boxes = make(o.dir, o.seed, counts, o)
    print("| points | zoom | ours, CPU ms | first frame | Mapnik | ratio | pixels off |\n|---|---|---|---|---|---|---|")
    ratios, missed = [], []
    for n in counts:
        folder = f"{o.dir}/{n}"
        ours, theirs = ours_frames(folder, o), mapnik_frames(mapnik_map(folder, o), boxes[n], o)
        for z in ZOOMS:
            (f, mine), (cpu, peer) = ours[z], theirs[z]
            off = (abs(mine - peer).max(axis=2) > OFF * 255).mean()
            ratio = f["cpu_ms"]["median"] / cpu
            ratios.append(ratio)
            if ratio > 0.5:
                missed.append(f"{n} points at x{z}: {ratio:.2f}")
            if n == 0 and off > BASE_TARGET:
                missed.append(f"pixels at x{z}: {off:.1%}")
            print(f"| {n:,} | ×{z} | {f['cpu_ms']['median']:.1f} | {f['first_cpu_ms']:.1f} | {cpu:.1f} | {ratio:.2f}× | {off:.2%} |", flush=True)
    mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
    if mean > 0.33:
        missed.append(f"the geometric mean: {mean:.2f}")
    print(f"\nGeometric mean {mean:.3f}×, worst {max(ratios):.2f}×. Mapnik {mapnik.mapnik_version() // 100000}.{mapnik.mapnik_version() // 100 % 1000}.")
    for m in missed:
        print("missed:", m)
    sys.exit(1 if missed else 0)


main()
