package main

import (
	"fmt"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"chainatlas/mapping/crs"
)

// capitals are the provinces in the order of the code GB/T 2260: full name, short name, capital, and its file in the source.
const capitals = `北京市 北京 北京 beijing
天津市 天津 天津 tianjin
河北省 河北 石家庄 he2_bei3_shi2_jia1_zhuang1
山西省 山西 太原 shan1_xi1_tai4_yuan2
内蒙古自治区 内蒙古 呼和浩特 nei4_meng2_gu3_hu1_he2_hao4_te4
辽宁省 辽宁 沈阳 liao2_ning2_shen3_yang2
吉林省 吉林 长春 ji2_lin2_chang2_chun1
黑龙江省 黑龙江 哈尔滨 hei1_long2_jiang1_ha1_er3_bin1
上海市 上海 上海 shanghai
江苏省 江苏 南京 jiang1_su1_nan2_jing1
浙江省 浙江 杭州 zhe4_jiang1_hang2_zhou1
安徽省 安徽 合肥 an1_hui1_he2_fei2
福建省 福建 福州 fu2_jian4_fu2_zhou1
江西省 江西 南昌 jiang1_xi1_nan2_chang1
山东省 山东 济南 shan1_dong1_ji4_nan2
河南省 河南 郑州 he2_nan2_zheng4_zhou1
湖北省 湖北 武汉 hu2_bei3_wu3_han4
湖南省 湖南 长沙 hu2_nan2_chang2_sha1
广东省 广东 广州 guang3_dong1_guang3_zhou1
广西壮族自治区 广西 南宁 guang3_xi1_nan2_ning2
海南省 海南 海口 hai3_nan2_hai3_kou3
重庆市 重庆 重庆 chongqing
四川省 四川 成都 si4_chuan1_cheng2_du1
贵州省 贵州 贵阳 gui4_zhou1_gui4_yang2
云南省 云南 昆明 yun2_nan2_kun1_ming2
西藏自治区 西藏 拉萨 xi1_cang2_la1_sa4
陕西省 陕西 西安 shan3_xi1_xi1_an1
甘肃省 甘肃 兰州 gan1_su4_lan2_zhou1
青海省 青海 西宁 qing1_hai3_xi1_ning2
宁夏回族自治区 宁夏 银川 ning2_xia4_yin2_chuan1
新疆维吾尔自治区 新疆 乌鲁木齐 xin1_jiang1_wu1_lu3_mu4_qi2
台湾省 台湾 台北 tai2_wan1_tai2_bei3
香港特别行政区 香港 香港 xianggang
澳门特别行政区 澳门 澳门 aomen`

// province is a province as a point from which investors come: where most of the districts of its capital are. It is no more
// than a direction.
type province struct {
	Name       string   `json:"name"`
	Short      string   `json:"short"`
	Capital    string   `json:"capital"`
	Lon        float64  `json:"lon"`
	Lat        float64  `json:"lat"`
	District   string   `json:"district,omitempty"` // whose label point it is
	PrecisionM int      `json:"precision_m"`
	Cities     []string `json:"cities"`           // by which people say where in the province somebody sits
	Source     string   `json:"source,omitempty"` // where it is not that of the file
}

// readProvinces finds the point of every province in the folder of the source, and its cities in the list two folders above.
func readProvinces(folder string) ([]province, error) {
	var out []province
	var cities map[string][]string
	if err := readJSON(filepath.Join(folder, "..", "..", "structure.json"), &cities); err != nil {
		return nil, err
	}
	for _, line := range strings.Split(capitals, "\n") {
		word := strings.Fields(line)
		var file struct {
			Features []struct {
				Properties struct {
					Name  string
					Label orb.Point `json:"cp"`
				}
			}
		}
		if err := readJSON(filepath.Join(folder, word[3]+".geojson"), &file); err != nil {
			return nil, err
		}
		p := province{Name: word[0], Short: word[1], Capital: word[2], PrecisionM: 50_000, Cities: slices.Sorted(slices.Values(cities[word[1]]))}
		labels := map[string]orb.Point{}
		for _, f := range file.Features {
			if f.Properties.Label != (orb.Point{}) {
				labels[f.Properties.Name] = f.Properties.Label
			}
		}
		if len(labels) == 0 && word[1] != unlabelled {
			return nil, fmt.Errorf("%s: no label point", word[0])
		} else if len(labels) == 0 {
			p.Lon, p.Lat, p.Source = 121.5, 25.05, "tz database, zone.tab: Asia/Taipei +2503+12130"
		} else {
			p.middle(labels)
		}
		out = append(out, p)
	}
	return out, nil
}

// unlabelled is the one province of which the source has no label points: its point is that of the tz database, which is in
// the public domain.
const unlabelled = "台湾"

// middle takes the label point that lies nearest to all; of equals the first by name.
func (p *province) middle(labels map[string]orb.Point) {
	least := math.Inf(1)
	for _, name := range slices.Sorted(maps.Keys(labels)) {
		sum := 0.0
		for _, other := range slices.Sorted(maps.Keys(labels)) {
			sum += math.Hypot(labels[name][0]-labels[other][0], labels[name][1]-labels[other][1])
		}
		if sum < least {
			at := crs.GCJ02.ToWGS84(labels[name])
			least, p.District, p.Lon, p.Lat = sum, name, hundredths(at[0]), hundredths(at[1])
		}
	}
}

// writeProvinces writes the points of the provinces for the program to carry.
func writeProvinces(folder, path string) error {
	all, err := readProvinces(folder)
	if err != nil {
		return err
	}
	var lines []string
	for _, p := range all {
		lines = append(lines, " "+text(p))
	}
	head := fmt.Sprintf("{\"crs\": \"WGS-84\", \"source\": %q, \"licence\": \"MIT\", \"provinces\": [\n", outlineSource)
	return os.WriteFile(path, []byte(head+strings.Join(lines, ",\n")+"\n]}\n"), 0o644)
}

// hundredths rounds to a hundredth of a degree: more would look like a place.
func hundredths(degrees float64) float64 { return math.Round(degrees*100) / 100 }
