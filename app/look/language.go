package look

import (
	"cmp"
	"encoding/json"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// toolkitWords are the words that the toolkit's own file dialogs, date picker and menus ask for.
var toolkitWords = map[string]string{
	"Advanced": "高级", "Cancel": "取消", "Confirm": "确定", "Copy": "复制", "Create Folder": "新建文件夹", "Cut": "剪切",
	"Enter filename": "输入文件名", "Error": "出错", "Favourites": "收藏", "File": "文件", "Folder": "文件夹", "New Folder": "新建文件夹",
	"No": "否", "OK": "确定", "Open": "打开", "Paste": "粘贴", "Quit": "退出", "Redo": "重做", "Save": "保存", "Select all": "全选",
	"Show Hidden Files": "显示隐藏文件", "Undo": "撤销", "Yes": "是", "file.name": "名称", "file.parent": "上一级",
	"monday": "星期一", "tuesday": "星期二", "wednesday": "星期三", "thursday": "星期四", "friday": "星期五", "saturday": "星期六", "sunday": "星期日",
	"monday.short": "一", "tuesday.short": "二", "wednesday.short": "三", "thursday.short": "四", "friday.short": "五", "saturday.short": "六", "sunday.short": "日",
}

// toolkitLanguages are those that the toolkit has words in; it falls back to the first.
var toolkitLanguages = []fyne.Locale{"en", "cs", "de", "el", "es", "fr", "ja", "pl", "pt", "pt-BR", "ru", "sv", "ta", "uk", "zh-Hans"}

// toolkitEnglish are the same in English; the others are what they are called by.
var toolkitEnglish = map[string]string{
	"file.name": "Name", "file.parent": "Parent", "monday": "Monday", "tuesday": "Tuesday", "wednesday": "Wednesday", "thursday": "Thursday", "friday": "Friday",
	"saturday": "Saturday", "sunday": "Sunday", "monday.short": "Mo", "tuesday.short": "Tu", "wednesday.short": "We", "thursday.short": "Th", "friday.short": "Fr",
	"saturday.short": "Sa", "sunday.short": "Su",
}

// SpeakEnglish makes the toolkit say its own words in English whatever language the system has.
func SpeakEnglish() error {
	words := map[string]string{}
	for k := range toolkitWords {
		words[k] = cmp.Or(toolkitEnglish[k], k)
	}
	return speak(words)
}

// SpeakChinese makes the toolkit say its own words in Chinese whatever language the system has: the rest of the program
// is Chinese, and half of a dialog in another language looks broken.
func SpeakChinese() error { return speak(toolkitWords) }

func speak(in map[string]string) error {
	words, err := json.Marshal(in)
	if err != nil {
		return err
	}
	for _, l := range toolkitLanguages {
		if err := lang.AddTranslationsForLocale(words, l); err != nil {
			return err
		}
	}
	return nil
}
