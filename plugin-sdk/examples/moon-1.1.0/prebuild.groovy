// 1.1.0 is 1.0.0 with the files that lie here in their place.
def from = new File(basedir.parentFile, 'moon').toPath()
from.toFile().eachFileRecurse { file ->
    def path = from.relativize(file.toPath())
    def target = basedir.toPath().resolve(path.toString()).toFile()
    if (file.isFile() && !target.exists() && !path.startsWith('target') && !file.name.endsWith('.groovy')) {
        target.parentFile.mkdirs()
        target.bytes = file.bytes
    }
}
